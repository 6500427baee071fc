import { describe, expect, test } from 'vitest';
import { fullSize } from '../full-size.js';
import { homes } from '../orchestrator/door/homes.js';
import { failEachCallOf, kinds, tellCalm, type Trouble } from './store-failure/fail-each-call-of.js';
import { retryUnread } from './store-failure/planted/retry-unread.js';
import { trustUnknown } from './store-failure/planted/trust-unknown.js';
import { scenarios } from './store-failure/scenarios.js';
import { runsByKey } from './store-failure/scenarios/runs-by-key.js';

/** in the full run each call goes wrong in every way; in the small one every so many calls go wrong in one way each, the ways in turn */
const stride: { readonly [home: string]: number } = { 'in memory': 1, 'in a SQLite file': 3 };
const oneIn = (every: number, at: number) => (n: number): readonly Trouble[] => (n % every === at % every ? kinds.slice((Math.floor(n / every) + at) % kinds.length).slice(0, 1) : []);

describe.each(homes)('whichever call of the store goes wrong, in whatever way, %s,', (where, make) => {
  let resent = 0;

  test.each(scenarios.map((scenario, at) => [scenario.title, scenario, at] as const))('%s: all ends as if nothing had happened', async (_title, scenario, at) => {
    const of = fullSize ? () => kinds : oneIn(stride[where] ?? 1, at);
    const sum = await failEachCallOf(scenario, { make, of });
    expect(sum.tellings).toBeGreaterThanOrEqual(6);
    resent += sum.resent;
  });

  test('effects went out a second time with the same key and the same bytes: the moments between an effect and its mark were met', () => {
    expect(resent).toBeGreaterThan(0);
  });
});

describe('the proof notices a library that', () => {
  const [, make] = homes[0] ?? [];
  const inEvery = (failure: string) => kinds.filter((kind) => kind.failure === failure);

  test.each([
    ['takes a commit of unknown outcome for done', trustUnknown, 'rejects and has done nothing'],
    ['commits what it decided on an old version without reading the new one', retryUnread, 'does it and then rejects'],
  ] as const)('%s', async (_what, planted, failure) => {
    if (make === undefined) throw new Error('nowhere');
    const of = (): readonly Trouble[] => inEvery(failure);
    await failEachCallOf(runsByKey, { make, of });
    const { calls } = await tellCalm(runsByKey, make);
    const complaints: string[] = [];
    // each call by itself: behind one of them customers are never answered, as nobody can tell any more who they are, and behind others it ends otherwise
    for (let at = 1; at <= calls; at += 1) await failEachCallOf(runsByKey, { make, of: (n) => (n === at ? of() : []), planted }).catch((error: Error) => complaints.push(error.message));
    expect(complaints).toContainEqual(expect.stringContaining('to deeply equal'));
  });
});
