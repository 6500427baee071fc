import { minutes } from 'throughline';
import { createDesk, type Desk } from 'throughline/desk';
import type { Agents } from 'throughline/ports';

/** A desk whose agents stand in a directory of the host, and what its supervisors were told. */
export function supervisedDesk(directory: Agents): { readonly desk: Desk; readonly alerts: readonly string[] } {
  const alerts: string[] = [];
  // #region desk
  const desk = createDesk({
    agents: directory,
    schedules: { office: { timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] } },
    queues: { bills: { alerts: [{ name: 'many wait', of: 'waiting', bad: 'high', raiseAt: 10, holdMs: minutes(1), clearAt: 6 }] } },
  });
  desk.onAlert((alert) => alerts.push(alert.type === 'queue' ? `${alert.queue}: ${alert.alert} ${alert.told}` : alert.type));
  // #endregion desk
  return { desk, alerts };
}
