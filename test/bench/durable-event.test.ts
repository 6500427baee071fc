import { beforeAll, describe, expect, it } from 'vitest';
import type { DurableEventLine } from './durable-event-bench.js';
import { runBench } from './run-bench.js';

describe('the benchmark of the durable event', () => {
  let lines: readonly DurableEventLine[];
  beforeAll(async () => {
    lines = await runBench('durable-event', { customers: 600, rounds: 1, roundSeconds: 0.3, warmUpSeconds: 0.2, countSeconds: 0.2 });
  });

  it('sets the library beside the hand-written loop and the bare disk, one at a time and 256 at once, and beside the loop on a slower disk', () => {
    const courses = lines.map(({ competitor, concurrency, syncMs }) => `${competitor} ${concurrency} +${syncMs}`);
    const all = (course: string): readonly string[] => [`throughline ${course}`, `hand-written ${course}`, `raw-append ${course}`];
    expect(courses).toEqual([...all('1 +0'), ...all('256 +0'), ...all('1 +1').slice(0, 2), ...all('256 +1').slice(0, 2)]);
  });

  it('gives every figure as a number above nothing', () => {
    for (const { bench, customers, eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb } of lines) {
      expect({ bench, customers }).toEqual({ bench: 'durable-event', customers: 600 });
      for (const figure of [eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb]) expect(figure).toBeGreaterThan(0);
    }
  });

  it('compares the library with the loop in the same rounds and says which goals it reached', () => {
    const ours = lines.filter(({ competitor }) => competitor === 'throughline');
    for (const { ratios } of ours) {
      expect(ratios['hand-written']?.eventsPerSecond).toBeGreaterThan(0);
      expect(ratios['hand-written']?.cpuUsPerEvent).toBeGreaterThan(0);
    }
    expect(ours.flatMap(({ goals }) => goals.map(({ is, limit }) => `${is} ${limit}`))).toEqual(['at least 1.3', 'exactly 1', 'at least 4', 'at most 0.4', 'at most 0.0625', 'below 50', 'at least 10']);
  });

  it('counts one sync for each event that comes alone, of the library as of the loop, or says that nobody counted', () => {
    for (const { syncs } of lines.filter(({ concurrency, syncMs, competitor }) => concurrency === 1 && syncMs === 0 && competitor !== 'raw-append')) {
      if (syncs !== null) expect(syncs.commits).toBe(syncs.events);
    }
  });
});
