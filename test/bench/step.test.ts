import { beforeAll, describe, expect, it } from 'vitest';
import { runBench } from './run-bench.js';
import type { StepLine } from './step-bench.js';
import { stepCompetitors } from './step-competitors.js';
import { runDeciding } from './step-runner.js';
import { runWideMachine } from './wide-machine.js';

describe('the benchmark of the step', () => {
  let lines: readonly StepLine[];
  beforeAll(async () => {
    lines = await runBench('step', { rounds: 1, roundSeconds: 0.05, warmUps: 0, customers: 4, interactions: [10, 40], states: [10, 60] });
  });

  it('sets the library beside the ways XState offers, many states beside few, and a long history beside a short one', () => {
    expect(lines.map(({ competitor }) => competitor)).toEqual(['throughline', 'throughline at hand', 'createActor', 'transition()', 'live machine', '10 states', '60 states', 'accept, 10 in the past', 'accept, 40 in the past']);
  });

  it('gives every figure as a number above nothing', () => {
    for (const { bench, eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb } of lines) {
      expect(bench).toBe('step');
      for (const figure of [eventsPerSecond, p50Ms, p99Ms, cpuUsPerEvent, rssMb]) expect(figure).toBeGreaterThan(0);
    }
  });

  it('says which goals were reached', () => {
    const goals = lines.flatMap((line) => line.goals);
    expect(goals.map(({ is, limit }) => `${is} ${limit.toFixed(2)}`)).toEqual(['at least 2.00', 'at least 3.00', 'at least 0.60', 'at least 0.50', 'at least 0.67']);
    for (const { seen } of goals) expect(seen).toBeGreaterThan(0);
  });
});

describe.each([...Object.entries(stepCompetitors), ['ten states', () => runWideMachine(10)] as const])('%s in the benchmark', (_, create) => {
  it('is where its events lead', async () => {
    const runner = create();
    const { events } = await runner.round(0.05);
    expect(events).toBeGreaterThan(0);
    await runner.end();
  });
});

it('a competitor that leaves out one event of one customer is noticed', () => {
  const turns: number[] = [];
  const runner = runDeciding({
    decide(customer, n) { if (customer !== 3 || n !== 1) turns[customer] = (turns[customer] ?? 0) + 1; },
    endOf: (customer) => ({ where: 'here', turns: turns[customer] ?? 0 }),
    afterEvents: (events) => ({ where: 'here', turns: events }),
  });
  void runner.round(0.02);
  expect(() => runner.end()).toThrow(/events a customer is at 'here'/);
});
