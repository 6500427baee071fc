import { z } from 'zod';
import { defineJourney } from '../journey/define-journey.js';
import { days } from '../model/duration.js';
import { facts } from '../model/fact.js';

/** what the library itself wrote of a contact, as text */
const written = z.string().max(100_000);

/** what goes along to a router elsewhere, as JSON in parts that each are short enough to be kept; none once it has gone */
const packet = z.array(written).max(100).readonly();

/** A contact as a run of its customer: kept with all else of theirs, and changed only by who has seen how it is now. `createDesk` gives it, to stand among a host's journeys. */
export function contactJourney() {
  const { setup } = defineJourney({
    id: 'contact', version: 1, ttlMs: days(365),
    events: {
      'contact.asked': z.object({ item: z.string(), work: written, turn: z.int(), packet }),
      'contact.changed': z.object({ item: z.string(), work: written, turn: z.int(), told: written, over: z.boolean(), packet }),
      'contact.told': z.object({ item: z.string(), turn: z.int() }),
    },
    facts: { item: facts.internal(z.string()), work: facts.internal(written), turn: facts.internal(z.int()), told: facts.internal(written), packet: facts.personal(packet) },
    channels: {},
    entry: { on: ['contact.asked'], key: 'item', reentry: { mode: 'per-key' } },
  });
  const remember = { type: 'remember', params: { facts: ['work', 'turn', 'told', 'packet'] } } as const;
  return setup({
    guards: {
      next: ({ context }, seen: { readonly turn: number }) => seen.turn === context.turn + 1,
      last: ({ context }, seen: { readonly turn: number; readonly over: boolean }) => seen.over && seen.turn === context.turn + 1,
    },
  }).createMachine({
    context: ({ input }) => ({ item: input.event.data.item, work: input.event.data.work, turn: input.event.data.turn, told: '[]', packet: input.event.data.packet }),
    initial: 'held',
    states: {
      held: {
        description: 'A contact that needs a person', tags: 'waiting for us',
        on: {
          'contact.changed': [
            { guard: { type: 'last', params: ({ event }) => event.data }, target: 'closing', actions: remember },
            { guard: { type: 'next', params: ({ event }) => event.data }, target: 'held', reenter: true, actions: remember },
          ],
        },
        after: { [days(300)]: { target: 'held', reenter: true } },
      },
      closing: { description: 'The contact is over; who waits for it is being told', tags: 'waiting for us', on: { 'contact.told': 'over' }, after: { [days(7)]: 'over' } },
      over: { type: 'final' },
    },
  });
}

/** The journey of contacts, as `createDesk` gives it. */
export type ContactJourney = ReturnType<typeof contactJourney>;
