import type { Choices } from '../../journey/step/differential/choices.js';
import { now } from '../bad-input-row.js';

/** An event that every door takes. */
export interface SoundEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly who: readonly string[];
  readonly occurredAt?: number | string;
  readonly via?: { readonly channel: string; readonly conversation?: string };
}

const people = 200;

/** An event as the shop and its visitors send it, for the journeys `tally` and `reminder`. */
export function soundEvent(choices: Choices, number: number): SoundEvent {
  const person = `user:u${choices.number(people - 1)}`;
  return {
    id: `e${number}`, source: choices.of(['shop', 'till']), ...said(choices),
    who: choices.chance(10) ? [person, `email:${person.slice(5)}@example.org`] : [person],
    ...(choices.chance(20) && { occurredAt: choices.of<number | string>([now - 5_000, now, '2026-01-31T09:30:00+01:00']) }),
    ...(choices.chance(30) && { via: choices.of([{ channel: 'chat' }, { channel: 'chat', conversation: 'th-1' }, { channel: 'counter' }]) }),
  };
}

function said(choices: Choices): Pick<SoundEvent, 'type' | 'data'> {
  switch (choices.number(9)) {
    case 0: case 1: return { type: 'visit.began', data: {} };
    case 2: case 3: case 4: return { type: 'item.added', data: { n: choices.number(99) } };
    case 5: return { type: 'note.left', data: { text: 'hello' } };
    case 6: return { type: 'visit.closed', data: {} };
    case 7: return { type: 'order.placed', data: { order: `A-${choices.number(3)}` } };
    case 8: return { type: 'order.paid', data: {} };
    default: return choices.chance(50) ? { type: 'moon.risen', data: { full: true } } : { type: 'customer.updated', data: { name: `Ann ${choices.number(9)}`, locale: 'de' } };
  }
}
