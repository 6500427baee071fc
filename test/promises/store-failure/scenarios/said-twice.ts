import { expect } from 'vitest';
import { JourneyError, minutes } from 'throughline';
import { toIncoming, type Said } from '../../../orchestrator/door/bench.js';
import { tally, texts } from '../../../orchestrator/door/journeys.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const item = (n: number, more: Partial<Said> = {}): Said => ({ id: `i${n}`, type: 'item.added', data: { n }, ...more });

/** somebody says something else under an id that was taken: refused, and nothing of it is kept */
const conflict = asks(async ({ orchestrator }) => {
  const refused = await orchestrator.accept(toIncoming(item(1, { data: { n: 99 } }))).then(() => undefined, (error: unknown) => error);
  if (JourneyError.is(refused, 'StoreUnavailable')) throw refused;
  expect(refused).toMatchObject({ code: 'EventIdConflict' });
});

/** Events come twice, at once and later, by another identity and from another source; and one says something else under an old id. */
export const saidTwice: Scenario = {
  title: 'events that come twice, and one that contradicts itself',
  host: () => ({ journeys: [tally], texts }),
  who: ['user:ann'],
  steps: [
    says({ id: '1', type: 'visit.began', who: ['user:ann', 'email:ann@example.org'] }),
    says(item(1), item(1)), conflict,
    says(item(1, { source: 'app' })), says(item(2, { who: ['email:ann@example.org'] })), says(item(1)),
    says({ id: 'n', type: 'note.left', data: { text: 'how many?' } }, { id: 'n', type: 'note.left', data: { text: 'how many?' } }),
    waits(minutes(2)),
    conflict,
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toEqual(['You have 3.']);
    expect(told.events.map((event) => event.split(' ').slice(0, 2).join(' '))).toEqual(['app i1', 'shop 1', 'shop i1', 'shop i2', 'shop n']);
  },
};
