import type { JourneyEvent } from '../../model/journey-event.js';
import type { InstanceState } from '../instance/instance-state.js';

/** Remembers the last message that a run sent under a name, so that what becomes of it is known by that name (care-rules 2.1 B). */
export const withNamedSend = (instance: InstanceState, as: string | undefined, key: string): InstanceState =>
  (as === undefined ? instance : { ...instance, sends: { ...instance.sends, [as]: key } });

/** A message that goes under another key keeps its name, where no later one took it. */
export function withKeyOfSend({ sends, ...instance }: InstanceState, { from, to }: { readonly from: string; readonly to: string }): InstanceState {
  return sends === undefined ? instance : { ...instance, sends: Object.fromEntries(Object.entries(sends).map(([as, key]) => [as, key === from ? to : key])) };
}

/** An event that tells of a message says under which name it was sent; of one that a later message of the same name took the place of, it says none. */
export function namingMessage({ sends = {} }: InstanceState, event: JourneyEvent): JourneyEvent {
  const { data } = event;
  if (!event.type.startsWith('message.') || typeof data !== 'object' || data === null || !('messageId' in data)) return event;
  const [as] = Object.entries(sends).find(([, key]) => key === data.messageId) ?? [];
  return as === undefined ? event : { ...event, data: { ...data, as } };
}
