import { expect } from 'vitest';
import type { Home } from '../door/homes.js';
import { liveDay } from './day.js';
import { createFailingStore, type Failure } from './failing-store.js';

/** One way in which a call goes wrong, and who gives it up first. */
export interface Kind { readonly failure: Failure; readonly storeMs: number; readonly patienceMs: number; readonly resends?: boolean }

/** The kinds that tell most, in few runs. */
export const tellingKinds: readonly Kind[] = [
  { failure: 'rejects and has done nothing', storeMs: 30_000, patienceMs: 60_000 },
  { failure: 'does it and then rejects', storeMs: 30_000, patienceMs: 60_000 },
  { failure: 'does it, but only ten seconds later', storeMs: 3_000, patienceMs: 60_000 },
  { failure: 'does it as the last before its process dies', storeMs: 30_000, patienceMs: 5_000 },
  { failure: 'never does it, because its process dies', storeMs: 30_000, patienceMs: 5_000, resends: true },
];
/** All others: who waits longer, the store or the host. */
export const otherKinds: readonly Kind[] = [
  { failure: 'does it and answers ten seconds later', storeMs: 30_000, patienceMs: 60_000 },
  { failure: 'does it and answers ten seconds later', storeMs: 3_000, patienceMs: 60_000 },
  { failure: 'does it and answers ten seconds later', storeMs: 30_000, patienceMs: 5_000 },
  { failure: 'does it, but only ten seconds later', storeMs: 30_000, patienceMs: 60_000 },
  { failure: 'does it, but only ten seconds later', storeMs: 30_000, patienceMs: 5_000 },
  { failure: 'does it and never answers', storeMs: 30_000, patienceMs: 60_000 },
  { failure: 'does it and never answers', storeMs: 30_000, patienceMs: 5_000 },
];
/** What a kind is called in a test's title. */
export const titleOf = ({ failure, storeMs, patienceMs }: Kind): string => `whichever call of the store ${failure}, given up after ${storeMs / 1_000} s, its host after ${patienceMs / 1_000} s`;

/** Lives the same day once for each call of its store, which fails in that one, and holds it against the day when none fails. */
export async function failEachCall(make: () => Home, { failure, resends = false, ...waits }: Kind): Promise<void> {
  const home = make();
  const clean = createFailingStore(home.clock, 0, failure);
  const expected = await liveDay(home, { failing: clean, ...waits });
  await home.remove();
  expect(clean.calls()).toBeGreaterThan(40);
  let resent = 0;
  for (let n = 1; n <= clean.calls(); n += 1) {
    const because = `call ${n} of ${clean.calls()}`;
    const at = make();
    const day = await liveDay(at, { failing: createFailingStore(at.clock, n, failure), ...waits }).catch((error: unknown) => { throw new Error(because, { cause: error }); });
    await at.remove();
    expect(day.end, because).toEqual(expected.end);
    expect(day.events.toSorted(), because).toEqual(expected.events.toSorted());
    expect(new Map([...day.sent].map(([key, { contents }]) => [key, contents])), because).toEqual(new Map([...expected.sent].map(([key, { contents }]) => [key, contents])));
    resent += [...day.sent.values()].filter(({ times }) => times > 1).length;
  }
  // where a process dies between a message and its mark, the message must go out again: a run without it has not looked there
  if (resends) expect(resent).toBeGreaterThan(0);
}
