import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertEndState } from './assert-end-state.js';
import type { DurableEventLine } from './durable-event-bench.js';

const exec = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));

describe('the benchmark of the durable event', () => {
  let lines: readonly DurableEventLine[];
  beforeAll(async () => {
    const { stdout } = await exec('npm', ['run', 'bench', '--silent', '--', '--quick', '--json', '--only', 'durable-event'], { cwd: repository, shell: process.platform === 'win32' });
    lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
  });

  it('sets the library beside the hand-written loop at 1, 64 and 256 customers at once, and on a slower disk', () => {
    const courses = lines.map(({ competitor, concurrency, syncMs }) => `${competitor} ${concurrency} +${syncMs}`);
    const both = (course: string): readonly string[] => [`throughline ${course}`, `hand-written ${course}`];
    expect(courses).toEqual(expect.arrayContaining([...both('1 +0'), ...both('64 +0'), ...both('256 +0'), ...both('1 +1'), ...both('256 +1')]));
  });

  it('gives every figure as a number above nothing', () => {
    for (const line of lines) {
      const { bench, eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb } = line;
      expect(bench).toBe('durable-event');
      for (const figure of [eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb]) expect(figure).toBeGreaterThan(0);
      expect(line.eventsPerSync === null || line.eventsPerSync > 0).toBe(true);
    }
  });

  it('compares the library with the loop in the same rounds', () => {
    for (const { ratios } of lines.filter(({ competitor }) => competitor === 'throughline')) {
      expect(ratios['hand-written']?.eventsPerSecond).toBeGreaterThan(0);
      expect(ratios['hand-written']?.cpuUsPerEvent).toBeGreaterThan(0);
    }
  });

  it('measures only what really took its events in', () => {
    for (const { customers, turns, concurrency } of lines) {
      expect(customers).toBeGreaterThanOrEqual(concurrency);
      expect(turns).toBeGreaterThan(0);
    }
  });
});

describe('the check of what a benchmark left behind', () => {
  it('passes where every customer took in what was brought', () => {
    const end = { journeys: [{ where: 'with a person.waiting', turns: 3 }, { where: 'with the bot.asking', turns: 0 }], sends: 3, lookups: 1, log: { event: 4, decision: 1, messagesOut: 3 } };
    expect(assertEndState(end, [2, 0])).toEqual({ customers: 2, steps: 2, turns: 3 });
  });

  it('catches a loop that wrote nothing, a customer too few and a message too many', () => {
    expect(() => assertEndState({ journeys: [{ where: 'with the bot.asking', turns: 0 }] }, [2])).toThrow('where the customers are');
    expect(() => assertEndState({ journeys: [] }, [0])).toThrow('where the customers are');
    expect(() => assertEndState({ sends: 4 }, [2, 0])).toThrow('messages that reached the channel');
    expect(() => assertEndState({ log: { event: 3, decision: 1, messagesOut: 3 } }, [2, 0])).toThrow('entries of the log');
  });
});
