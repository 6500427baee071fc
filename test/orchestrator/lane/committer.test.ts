import { describe, expect, test } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import { createCommitter, type Committed } from '../../../src/orchestrator/lane/committer.js';
import { createHalt } from '../../../src/orchestrator/halt.js';
import type { Change, Outcome, Store } from '../../../src/ports/store.js';
import { createTestClock } from '../../../src/testing/index.js';

interface Batch { readonly names: readonly string[]; readonly epochs: readonly number[]; readonly take: (outcomes?: readonly Outcome[]) => void; readonly refuse: (error: Error) => void }
const change = (lane: string, expects = 0): Change => ({ tenant: 't', lane, expect: expects, epoch: 1 });
const mark = (lane: string): Change => change(lane, -1);
const ok: Outcome = { ok: true, version: 1, position: 1, waiting: [] };
const fenced: Outcome = { ok: false, why: 'fenced' };
const silent = new JourneyError('StoreUnavailable', 'too late', { limit: 5 });

/** A store that answers when it is told to. */
function open({ shared = false, maxBatch = 3 } = {}) {
  const clock = createTestClock();
  const halt = createHalt();
  const ownership = { epoch: 1, shared };
  const batches: Batch[] = [];
  const commit = (changes: readonly Change[]): Promise<readonly Outcome[]> => new Promise((resolve, reject) => {
    batches.push({ names: changes.map(({ lane }) => lane), epochs: changes.map(({ epoch }) => epoch), take: (outcomes = changes.map(() => ok)) => resolve(outcomes), refuse: reject });
  });
  const committer = createCommitter({ store: { info: { shared, maxBatch }, commit } as unknown as Store, clock, halt, ownership: ownership as never });
  const results: { [lane: string]: string } = {};
  const commitAll = (...lanes: readonly string[]): void => {
    for (const lane of lanes) committer.commit(change(lane)).then(({ outcome, resent }) => { results[lane] = `${outcome.ok ? 'taken' : outcome.why}${resent ? ' again' : ''}`; }, (error: unknown) => { results[lane] = JourneyError.is(error) ? error.code : String(error); });
  };
  const markAll = (...lanes: readonly string[]): void => { for (const lane of lanes) committer.mark(mark(lane), ({ outcome }: Committed) => { results[lane] = outcome.ok ? 'taken' : outcome.why; }); };
  const names = (): readonly string[] => batches.map((batch) => batch.names.join(' '));
  return { clock, halt, ownership, batches, committer, results, commitAll, markAll, names, soon: () => clock.advance(0) };
}

describe('commits', () => {
  test('of one moment share a batch, those beyond it and later ones wait for it where there is one writer', async () => {
    const { batches, committer, results, commitAll, names, soon } = open();
    commitAll('a', 'b', 'c', 'd');
    await soon();
    commitAll('e');
    await soon();
    expect([names(), results, committer.taken]).toEqual([['a b c'], {}, 0]);
    batches[0]?.take();
    await soon();
    expect([names(), results, committer.taken]).toEqual([['a b c', 'd e'], { a: 'taken', b: 'taken', c: 'taken' }, 3]);
  });

  test('of a server go beside each other where a batch is full, four at most', async () => {
    const { batches, commitAll, names, soon } = open({ shared: true, maxBatch: 2 });
    commitAll('a');
    await soon();
    commitAll('b');
    await soon();
    expect(names()).toEqual(['a']);
    for (const pair of ['cd', 'ef', 'gh', 'ij']) { commitAll(...pair); await soon(); }
    expect(names()).toEqual(['a', 'b c', 'd e', 'f g']);
    batches[1]?.take();
    await soon();
    expect(names()).toEqual(['a', 'b c', 'd e', 'f g', 'h i']);
    for (const batch of batches) batch.take();
    await soon();
    expect(names().at(-1)).toBe('j');
  });

  test('of a batch that is refused are tried one by one, so that one poison change fails alone', async () => {
    const { batches, committer, results, commitAll, names, soon } = open();
    commitAll('a', 'b');
    await soon();
    batches[0]?.refuse(new Error('poison'));
    await soon();
    batches[1]?.refuse(new JourneyError('StoreUnavailable', 'poison'));
    await soon();
    batches[2]?.take([{ ok: false, why: 'version', actual: 4 }]);
    await soon();
    expect([names(), results, committer.taken]).toEqual([['a b', 'a', 'b'], { a: 'StoreUnavailable', b: 'version again' }, 1]);
  });

  test('are not tried one by one where the store does not answer at all, nor where nothing may go on', async () => {
    const { batches, halt, results, commitAll, names, soon } = open();
    commitAll('a', 'b');
    await soon();
    batches[0]?.refuse(silent);
    await soon();
    expect([names(), results]).toEqual([['a b'], { a: 'StoreUnavailable', b: 'StoreUnavailable' }]);
    commitAll('c');
    await soon();
    halt.because(new JourneyError('LeaseLost', 'gone'));
    batches[1]?.refuse(new Error('no'));
    await soon();
    expect([names(), results['c']]).toEqual([['a b', 'c'], 'LeaseLost']);
  });

  test('that take too long alone fail like others, and the next is tried all the same', async () => {
    const { batches, results, commitAll, soon } = open();
    commitAll('a', 'b');
    await soon();
    batches[0]?.refuse(new Error('no'));
    await soon();
    batches[1]?.refuse(silent);
    await soon();
    batches[2]?.take();
    await soon();
    expect(results).toEqual({ a: 'StoreUnavailable', b: 'taken again' });
  });
});

describe('marks', () => {
  test('wait a moment for a batch to ride with, and go first in it', async () => {
    const { clock, committer, results, batches, commitAll, markAll, names, soon } = open();
    markAll('m', 'n');
    await clock.advance(19);
    expect(names()).toEqual([]);
    await clock.advance(1);
    expect(names()).toEqual(['m n']);
    batches[0]?.take();
    await soon();
    // they are no changes that anybody waits for
    expect([results, committer.taken]).toEqual([{ m: 'taken', n: 'taken' }, 0]);
    markAll('o', 'p');
    commitAll('a', 'b');
    await soon();
    expect(names()).toEqual(['m n', 'o p a']);
    batches[1]?.take();
    await soon();
    expect(names()).toEqual(['m n', 'o p a', 'b']);
    batches[2]?.take();
    await clock.advance(20);
    expect(names()).toHaveLength(3);
  });

  test('that fill a batch wait for nothing, and what nobody asked about is settled too', async () => {
    const { batches, committer, names, soon, clock } = open();
    for (const lane of ['m', 'n']) committer.mark(mark(lane));
    await soon();
    expect(names()).toEqual([]);
    committer.mark(mark('o'));
    await soon();
    expect(names()).toEqual(['m n o']);
    batches[0]?.take();
    await clock.advance(5_000);
    expect(names()).toHaveLength(1);
  });

  test('that were not taken go again after a second under the fence of then; what rode with them is told so', async () => {
    const { clock, ownership, results, batches, commitAll, markAll, names, soon } = open();
    markAll('m');
    commitAll('a');
    await soon();
    batches[0]?.refuse(silent);
    ownership.epoch = 2;
    await clock.advance(999);
    expect([names(), results]).toEqual([['m a'], { a: 'StoreUnavailable' }]);
    await clock.advance(1);
    expect([names(), batches[1]?.epochs]).toEqual([['m a', 'm'], [2]]);
    batches[1]?.take();
    await soon();
    expect(results['m']).toBe('taken');
  });

  test('of a worker whose lease ran out go again among others; changes that were refused so are told', async () => {
    const { clock, results, batches, commitAll, markAll, names, soon } = open({ shared: true });
    markAll('m', 'n');
    commitAll('a');
    await soon();
    batches[0]?.take([fenced, { ok: false, why: 'duplicate', same: true }, fenced]);
    await clock.advance(1_000);
    expect([results, names()]).toEqual([{ n: 'duplicate', a: 'fenced' }, ['m n a', 'm']]);
    // once more, refused as a whole and then alone
    batches[1]?.refuse(new Error('no'));
    await soon();
    batches[2]?.take([fenced]);
    await clock.advance(1_000);
    batches[3]?.take();
    await soon();
    expect([results['m'], names()]).toEqual(['taken', ['m n a', 'm', 'm', 'm']]);
  });

  test('of the only writer are over once they are fenced', async () => {
    const { clock, results, batches, markAll, names } = open();
    markAll('m');
    await clock.advance(20);
    batches[0]?.take([fenced]);
    await clock.advance(5_000);
    expect([results, names()]).toEqual([{ m: 'fenced' }, ['m']]);
  });

  test('do not go again where nothing may go on', async () => {
    const { clock, halt, batches, markAll, names, soon } = open();
    markAll('m');
    await clock.advance(20);
    halt.because(new JourneyError('StorageContractViolation', 'no'));
    batches[0]?.refuse(new Error('no'));
    await soon();
    await clock.advance(5_000);
    expect(names()).toEqual(['m']);
  });
});

describe('the end', () => {
  test('waits for all that is under way or waits, and nothing begins again after it', async () => {
    const { clock, committer, results, batches, commitAll, markAll, names, soon } = open({ maxBatch: 1 });
    commitAll('a');
    await soon();
    commitAll('b');
    markAll('m');
    let over = false;
    void committer.flush().then(() => { over = true; });
    for (const expected of [['a'], ['a', 'm'], ['a', 'm', 'b']]) {
      await soon();
      expect([names(), over]).toEqual([expected, false]);
      if (expected.length === 2) batches.at(-1)?.refuse(silent);
      else batches.at(-1)?.take();
    }
    await soon();
    await clock.advance(5_000);
    expect([over, results, names()]).toEqual([true, { a: 'taken', b: 'taken' }, ['a', 'm', 'b']]);
  });

  test('comes at once where there is nothing', async () => {
    await expect(open().committer.flush()).resolves.toBeUndefined();
  });
});
