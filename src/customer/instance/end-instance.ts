import type { EndedInstance } from '../customer-state.js';
import type { InstanceState } from './instance-state.js';
import { noteResolution } from '../crm/note-resolution.js';
import { cancelTimer, count, noteFate, type Turn } from '../turn.js';

/** How an instance ends: by itself, or made to leave, after which nothing it decided before `keepFromStep` is sent any more. */
export interface Ending { readonly reason: string; readonly forced: boolean; readonly keepFromStep?: number }

/** Takes an instance out of the customer in this commit: its timers, deferred events and waiting activities go with it; a small record stays. */
export function endInstance(turn: Turn, instance: InstanceState, ending: Ending): void {
  for (const timer of instance.timers) cancelTimer(turn, timer.id);
  for (const key of Object.values(instance.invoked)) turn.settled.push({ key, result: 'dropped' });
  for (const event of instance.deferred) noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'ignored', because: `'${event.type}' was still deferred when the journey ended (${ending.reason})` });
  const record = endedRecord(turn, instance, ending);
  turn.state = {
    ...turn.state,
    instances: turn.state.instances.filter((other) => other.id !== instance.id),
    ended: [...withoutOldest(turn.state.ended, instance), record],
  };
  turn.instances.set(instance.id, 'dropped');
  turn.notices.push({ type: 'journey.ended', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, reason: ending.reason } });
  noteResolution(turn, record);
  count(turn, `journey.${instance.journey}.ended.${ending.reason}`);
}

/** Re-entry needs only the last run; of those that were made to leave some more are kept, so that an effect still waiting finds that it must not go. */
function withoutOldest(ended: readonly EndedInstance[], { journey, key }: InstanceState): readonly EndedInstance[] {
  const same = ended.filter((run) => run.journey === journey && run.key === key);
  const forced = same.filter((run) => run.forcedAt !== undefined).slice(-leaversRemembered);
  return ended.filter((run) => !same.includes(run) || forced.includes(run));
}
const leaversRemembered = 20;

const endedRecord = (turn: Turn, instance: InstanceState, ending: Ending): EndedInstance => ({
  id: instance.id, journey: instance.journey, version: instance.version, startedAt: instance.startedAt, endedAt: turn.now, reason: ending.reason, goals: instance.goals,
  ...(instance.key !== undefined && { key: instance.key }),
  ...(ending.forced && { forcedAt: ending.keepFromStep ?? instance.steps + 1 }),
});
