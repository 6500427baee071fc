import type { EndedInstance } from '../customer-state.js';
import { logInCrm } from './tell-crm.js';
import type { Turn } from '../turn.js';
import { utcMinute } from './utc-minute.js';

/** Has the CRM hold how a journey ended, one entry for each run. */
export function noteResolution(turn: Turn, { id, journey, reason, startedAt, goals }: EndedInstance): void {
  const reached = Object.keys(goals);
  const summary = `Journey ${journey}, begun ${utcMinute(startedAt)}, ended: ${reason}${reached.length > 0 ? `; goals reached: ${reached.join(', ')}` : ''}.`;
  logInCrm(turn, { externalId: id, kind: 'resolution', summary, at: turn.now, instance: id });
}
