import { expect, it } from 'vitest';
import { runBench } from './run-bench.js';

interface Line { readonly rules: boolean; readonly counters: number; readonly eventsPerSecond: number; readonly decisionUs: number | null; readonly goals: readonly { readonly is: string; readonly limit: number; readonly seen: number }[] }

it('the benchmark of contact rules brings the same offers with and without them, and says what one decision costs beside its event', async () => {
  const lines = await runBench<Line>('policy', { customers: 200, events: 400, atOnce: 64, decisions: 500 });
  expect(lines.map(({ rules, counters }) => [rules, counters])).toEqual([[false, 4_000], [true, 4_000]]);
  for (const { eventsPerSecond } of lines) expect(eventsPerSecond).toBeGreaterThan(0);
  expect(lines[1]?.decisionUs).toBeGreaterThan(0);
  // the goal of a fifth is measured by `npm run bench`; a busy machine is given three times as much
  expect(lines[1]?.goals).toMatchObject([{ is: 'at most', limit: 0.2 }]);
  expect(lines[1]?.goals[0]?.seen).toBeLessThan(0.6);
});
