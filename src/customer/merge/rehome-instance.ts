import type { CustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { InstanceState } from '../instance/instance-state.js';
import { rowPrefix } from '../instance/instance-timers.js';

/** The same run in another customer's lane: its id and its effects' keys stay, its timer rows are named so that they meet none of that lane's own. */
export function rehomeInstance(instance: InstanceState, home: CustomerId): InstanceState {
  const { moved: _before, ...own } = instance;
  const next: InstanceState = parseInstanceId(instance.id).customer === home ? own : { ...own, moved: true };
  const rename = (id: string): string => `${rowPrefix(next)}${id.slice(rowPrefix(instance).length)}`;
  return { ...next, timers: instance.timers.map((timer) => ({ ...timer, id: rename(timer.id) })) };
}
