import { businessHoursOf, defineAlert, defineSlaPolicies, estimateWait, measureSla, slaPolicyOf, startTimeline, stepAlert, stepTimeline, type AlertState, type SlaReading } from 'throughline/desk';

// #region sla
const office = businessHoursOf({ timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] });
/** The first that fits counts. */
const policies = defineSlaPolicies([
  { name: 'urgent', when: { priorityFrom: 5 }, targets: { 'first-reply': { ms: 15 * 60_000 } } },
  { name: 'usual', targets: { 'first-reply': { ms: 2 * 3_600_000, hours: 'office' }, 'agent-work': { ms: 16 * 3_600_000, hours: 'office' } } },
]);

/** How the first reply to a contact stands that came at one moment, at another. */
export function firstReply(contact: { readonly queue: string; readonly channel: string; readonly priority: number }, cameAt: number, at: number, repliedAt?: number): SlaReading | undefined {
  const policy = slaPolicyOf(policies, contact);
  const timeline = startTimeline(cameAt);
  const now = repliedAt === undefined ? timeline : stepTimeline(timeline, { type: 'agent-replied', at: repliedAt });
  return policy && measureSla({ policy, metric: 'first-reply', hours: { office }, at }, now);
}
// #endregion sla

// #region alert
/** Told once when ten have waited for a minute, and once when there are no more than six. */
const tooMany = defineAlert({ name: 'many wait', bad: 'high', raiseAt: 10, holdMs: 60_000, clearAt: 6 });

export function tellSupervisor(counts: readonly { readonly value: number; readonly at: number }[]): readonly string[] {
  let state: AlertState = { status: 'quiet' };
  return counts.flatMap((count) => {
    const step = stepAlert(tooMany, state, count);
    state = step.state;
    return step.told === undefined ? [] : [`${tooMany.name}: ${step.told}`];
  });
}
// #endregion alert

// #region wait
export function waitInWords(ahead: number, agents: number): string {
  const wait = estimateWait({ ahead, free: 0, agents: Array.from({ length: agents }, () => ({ share: 1 })), handling: { meanMs: 300_000, deviationMs: 240_000 } });
  if (!wait.known) return 'We do not know how long it takes';
  const [from, to] = [wait.fromMs, wait.toMs].map((ms) => Math.ceil(ms / 60_000));
  return `It takes ${from} to ${to} minutes`;
}
// #endregion wait
