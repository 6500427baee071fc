import { expect, it } from 'vitest';
import { createActor, createMachine, raise, type AnyStateMachine } from 'xstate';
import { startStep, step } from '../../../src/journey/step/step.js';
import { JourneyError } from '../../../src/errors/index.js';
import { event } from './step-words.js';

const limit = 10;
const first = { start: 's0', event: 'idle' } as const;
type Met = keyof typeof first;

/** States that lead to one another, so many times. */
const chain = (last: object) => (times: number, met: Met): AnyStateMachine => createMachine({
  initial: first[met], options: { maxIterations: limit },
  states: { idle: { on: { go: 's0' } }, ...Object.fromEntries(Array.from({ length: times }, (_, at) => [`s${at}`, { always: `s${at + 1}` }])), [`s${times}`]: last },
} as object);

/** So many raised events that nothing hears. */
const raised = (times: number, met: Met): AnyStateMachine => createMachine({
  initial: first[met], options: { maxIterations: limit },
  states: { idle: { on: { go: 's0' } }, s0: { entry: Array.from({ length: times }, () => raise({ type: 'nobody' })) } },
} as object);

const machines = { 'states that lead to one another': chain({}), 'states that lead to an end': chain({ type: 'final' }), 'raised events': raised };
const cases = Object.keys(machines).flatMap((what) => (['start', 'event'] as const).flatMap((met) => [limit - 2, limit - 1, limit, limit + 1, limit + 2].map((times) => [what, met, times] as const)));

function liveEnd(machine: AnyStateMachine, met: Met): string {
  const actor = createActor(machine);
  actor.subscribe({ error: () => undefined });
  actor.start();
  if (met === 'event') actor.send({ type: 'go' });
  return actor.getSnapshot().status;
}

function pureEnd(machine: AnyStateMachine, met: Met): string {
  try {
    const begun = startStep(machine, undefined).snapshot;
    return met === 'start' ? begun.status : step(machine, begun, event('go')).snapshot.status;
  } catch (error) {
    if (JourneyError.is(error, 'StepLimit')) return 'error';
    throw error;
  }
}

it.each(cases)('a step meets its limit where a live actor does: %s, met at the %s, %i of them', (what, met, times) => {
  const machine = (): AnyStateMachine => machines[what as keyof typeof machines](times, met);
  expect(pureEnd(machine(), met)).toBe(liveEnd(machine(), met));
});

it('which is one look more than it may take', () => {
  const ends = (times: number): string => pureEnd(machines['states that lead to one another'](times, 'start'), 'start');
  expect([limit - 1, limit].map(ends)).toEqual(['active', 'error']);
});
