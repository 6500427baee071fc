import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JourneyError, type Receipt } from 'throughline';
import type { Store } from 'throughline/ports';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { createBench, type Bench, type BenchOptions, type Said } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { tally } from '../orchestrator/door/journeys.js';
import { runsOf } from '../full-size.js';

/** 100,000 is the whole proof. */
const runs = runsOf({ ci: 200, full: 100_000 });
const at = 1_800_000_000_000 - 60_000;

/** One event as a caller brings it; `id` and customer are put in for each pair. */
type Body = (customer: string) => Omit<Said, 'id'> & { readonly occurredAt?: number | string };

const body: Body = (customer) => ({ type: 'item.added', data: { n: 1, size: 'M' }, who: [`user:${customer}`], occurredAt: at });
/** The same event, as another caller or another version of one may write it. */
const sameInOtherWords: { readonly [what: string]: Body } = {
  'word for word': body,
  'its data in another order': (customer) => ({ ...body(customer), data: { size: 'M', n: 1 } }),
  'its time as text': (customer) => ({ ...body(customer), occurredAt: new Date(at).toISOString() }),
  'its identity in two parts': (customer) => ({ ...body(customer), who: [{ namespace: 'user', value: customer }] }),
  'its identity twice': (customer) => ({ ...body(customer), who: [`user:${customer}`, `user:${customer}`] }),
};
/** Another event under the same id. */
const another: { readonly [what: string]: Body } = {
  'other data': (customer) => ({ ...body(customer), data: { n: 2, size: 'M' } }),
  'one field more': (customer) => ({ ...body(customer), data: { n: 1, size: 'M', colour: 'red' } }),
  'another type': (customer) => ({ ...body(customer), type: 'note.left', data: { text: '' } }),
  'another customer': (customer) => ({ ...body(customer), who: [`user:not-${customer}`] }),
  'one identity more': (customer) => ({ ...body(customer), who: [`user:${customer}`, `email:${customer}@example.org`] }),
  'an identity that is proven': (customer) => ({ ...body(customer), who: [{ namespace: 'user', value: customer, verified: true }] }),
  'another channel': (customer) => ({ ...body(customer), via: { channel: 'chat' } }),
  'another time': (customer) => ({ ...body(customer), occurredAt: at + 1 }),
  'no time': (customer) => { const { occurredAt: _at, ...rest } = body(customer); return rest; },
};

type Answer = Receipt | JourneyError;
const answerOf = (accepted: Promise<Receipt>): Promise<Answer> => accepted.catch((error: unknown) => { if (JourneyError.is(error)) return error; throw error; });

/** Of two that say the same, one is taken and both callers learn what came of it. */
function bothLearn([one, other]: readonly Answer[]): void {
  const [first, second] = one instanceof JourneyError || one?.status === 'duplicate' ? [other, one] : [one, other];
  expect(first).toMatchObject({ status: expect.stringMatching(/handled|ignored/) });
  expect(second).toMatchObject({ status: 'duplicate', first });
}

/** Of two that do not, one is taken and the other's caller is told. */
function oneIsRefused(answers: readonly Answer[]): void {
  const refused = answers.filter((answer) => JourneyError.is(answer, 'EventIdConflict'));
  const taken = answers.filter((answer) => !(answer instanceof JourneyError) && answer.status !== 'duplicate');
  expect([refused.length, taken.length]).toEqual([1, 1]);
}

const both = <T>(of: { readonly [what: string]: T }) => fc.constantFrom(...Object.entries(of));
const pairs = fc.oneof(
  fc.record({ second: both(sameInOtherWords), judge: fc.constant(bothLearn) }),
  fc.record({ second: both(another), judge: fc.constant(oneIsRefused) }),
);

/** Both of a pair at the same moment, in either order; then the log has the event once. */
async function bringPairs(bench: Bench, numRuns: number): Promise<void> {
  let brought = 0;
  const met = new Map([[bothLearn, 0], [oneIsRefused, 0]]);
  await fc.assert(fc.asyncProperty(pairs, fc.boolean(), async ({ second: [, write], judge }, turned) => {
    const id = `e${brought += 1}`;
    const customer = `c${Math.ceil(brought / 20)}`;
    const pair = [body(customer), write(customer)].map((said) => ({ ...said, id }));
    met.set(judge, (met.get(judge) ?? 0) + 1);
    judge(await Promise.all((turned ? pair.toReversed() : pair).map((said) => answerOf(bench.say(said)))));
  }), { numRuns, endOnFailure: true });
  for (const times of met.values()) expect(times, 'pairs of either kind; a run without any proves nothing').toBeGreaterThan(numRuns / 10);
  const ids = (await bench.log()).filter((entry) => entry.kind === 'event').map((entry) => String(JSON.parse(entry.body).id));
  expect(ids.toSorted()).toEqual(Array.from({ length: brought }, (_, n) => `e${n + 1}`).toSorted());
}

const idsAlone = (store: Store): Store => ({ ...store, commit: async (batch) => (await store.commit(batch)).map((outcome) => (!outcome.ok && outcome.why === 'duplicate' ? { ...outcome, same: true } : outcome)) });
const noMemory = (store: Store): Store => ({ ...store, commit: (batch) => store.commit(batch.map((change) => ({ ...change, ...(change.entries !== undefined && { entries: change.entries.map(({ dedupe: _forgotten, ...entry }) => entry) }) }))) });

describe.each(homes)('P9: the same id, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  const begin = (more: BenchOptions = {}): void => { bench = createBench(home, { journeys: [tally], ...more }); };
  beforeEach(() => { home = make(); });
  afterEach(async () => {
    await expectAccountedFor(bench.store);
    await bench.orchestrator.close();
    await home.remove();
  });

  test('brought twice at once is always taken once: with the same body both callers learn the same, with another one is refused', async () => {
    begin();
    await bringPairs(bench, runs);
  }, 3_600_000);

  test.each(Object.entries(sameInOtherWords))('line 23: with the same body, %s, is answered the same, also after a restart', async (_what, write) => {
    begin();
    const first = await bench.say({ ...body('ann'), id: '1' });
    expect(await bench.say({ ...write('ann'), id: '1' })).toMatchObject({ status: 'duplicate', first });
    await bench.orchestrator.close();
    begin();
    expect(await bench.say({ ...write('ann'), id: '1' })).toMatchObject({ status: 'duplicate', first });
  });

  test.each(Object.entries(another))('line 24: with %s is refused as EventIdConflict, and the first stands', async (_what, write) => {
    begin();
    const first = await bench.say({ ...body('ann'), id: '1' });
    expect(await answerOf(bench.say({ ...write('ann'), id: '1' }))).toMatchObject({ code: 'EventIdConflict' });
    expect(await bench.say({ ...body('ann'), id: '1' })).toMatchObject({ status: 'duplicate', first });
    expect(await bench.log()).toHaveLength(1);
  });

  test.each([['compares ids alone', idsAlone], ['remembers no id', noMemory]])('the proof notices a library that %s', async (_what, around) => {
    begin({ around });
    await expect(bringPairs(bench, 100)).rejects.toThrow('Property failed');
  });
});
