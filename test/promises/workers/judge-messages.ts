import type { TakenLog } from './read-taken.js';
import type { Around } from './work-through.js';

/** Every message that was decided came, nothing else did, with the words that were decided, and first deliveries in the order of decision. */
export function judgeMessages({ outside, found }: Around, { messages }: TakenLog): void {
  const place = new Map([...outside.taken.keys()].map((key, at) => [key, at]));
  const last = new Map<string, number>();
  for (const { key, lane, channel, text } of messages) {
    const taken = outside.taken.get(key);
    const at = place.get(key);
    if (taken === undefined || at === undefined) {
      found('an effect was never delivered', key);
      continue;
    }
    if ('text' in taken.what && taken.what.text !== text) found('an effect came again with other bytes', `${key} is not what was decided`);
    if (at < (last.get(`${lane} ${channel}`) ?? -1)) found('messages came in another order than they were decided in', key);
    last.set(`${lane} ${channel}`, at);
  }
  const decided = new Set(messages.map(({ key }) => key));
  for (const { did, key } of outside.taken.values()) if (did === 'send' && !decided.has(key)) found('an effect came under a key that nobody decided', key);
}
