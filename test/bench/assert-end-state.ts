import assert from 'node:assert/strict';
import { afterSteps } from './bench-journey.js';
import type { EndState } from './competitor.js';

/** What was asserted, for whoever reads the figures. */
export interface Counted {
  readonly customers: number;
  /** events brought after the first one of each customer */
  readonly steps: number;
  /** the journeys' own count of these and of the answers of activities */
  readonly turns: number;
}

/** Holds what is in the file against the steps each customer took: places and turns, log, messages and activity calls. Throws at the first difference. */
export function assertEndState(end: EndState, stepsOf: readonly number[]): Counted {
  const expected = stepsOf.map(afterSteps);
  const sum = (of: (one: ReturnType<typeof afterSteps>) => number): number => expected.reduce((total, one) => total + of(one), 0);
  const [customers, steps] = [stepsOf.length, stepsOf.reduce((total, one) => total + one, 0)];
  const [turns, answers, sends] = [sum((one) => one.turns), sum((one) => one.answers), sum((one) => one.sends)];
  if (end.journeys !== undefined) assert.deepEqual(end.journeys, expected.map(({ rests, turns: own }) => ({ where: rests, turns: own })), 'where the customers are and what they took in');
  if (end.sends !== undefined) assert.equal(end.sends, sends, 'messages that reached the channel');
  if (end.lookups !== undefined) assert.equal(end.lookups, answers, 'calls of the activity');
  if (end.log !== undefined) assert.deepEqual(end.log, { event: customers + steps, decision: answers, messagesOut: sends }, 'entries of the log');
  if (end.records !== undefined) assert.equal(end.records, customers + turns, 'records in the file');
  return { customers, steps, turns };
}
