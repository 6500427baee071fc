import { expect, it } from 'vitest';
import { defineBench, toGoal, type LineOf } from './bench.js';

type CountLine = LineOf<{ readonly counted: number }>;
const line: CountLine = { bench: 'count', counted: 7, eventsPerSecond: null, p50Ms: null, p99Ms: null, cpuUsPerEvent: null, rssMb: null, ratios: {}, goals: [] };
const count = defineBench<{ readonly upTo: number }, CountLine>({
  name: 'count', quick: { upTo: 2 }, full: { upTo: 4 },
  columns: [{ title: 'counted', width: 9, cell: (one) => String(one.counted) }],
  async *run({ upTo }) { for (let counted = 1; counted <= upTo; counted += 1) yield { ...line, counted }; },
});

async function textsOf(pace: 'quick' | 'full', set: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const row of count.run(pace, { folder: 'none', set })) texts.push(row.text);
  return texts;
}

it('a bench runs with the effort of its pace, or with the one that was set, and its cells stand under their titles', async () => {
  expect(count.head).toBe('  counted');
  expect(await textsOf('quick')).toEqual(['        1', '        2']);
  expect(await textsOf('full')).toHaveLength(4);
  expect(await textsOf('full', { upTo: 1 })).toHaveLength(1);
});

it('an effort that the bench does not know is refused, so that a slip of the pen measures nothing', async () => {
  await expect(textsOf('quick', { upto: 1 })).rejects.toThrow("the effort of 'count' has no 'upto', only upTo");
});

it('a goal says what was seen, and what nobody counted is neither reached nor missed', () => {
  expect([toGoal('rate', 'at least', 4, 4), toGoal('rate', 'at least', 4, 3.9), toGoal('rate', 'at most', 0.4, 0.4), toGoal('wait', 'below', 50, 50), toGoal('syncs', 'exactly', 1, 1), toGoal('syncs', 'exactly', 1, null)].map(({ reached }) => reached))
    .toEqual([true, false, true, false, true, null]);
});
