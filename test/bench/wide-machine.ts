import { assign, createMachine, type AnyStateMachine } from 'xstate';
import { startStep, step } from 'throughline';
import { customers, endIn, runDeciding, type StepRunner } from './step-runner.js';

const inEach = 5;
const event = { type: 'went.on', data: {}, at: 2 };

/** A machine of so many states in two levels, a ring of groups, stepped from text to text around all of it. */
export function runWideMachine(states: number): StepRunner {
  const groups = Math.round(states / (inEach + 1));
  const machine = createWideMachine(groups);
  const texts = customers(() => JSON.stringify(startStep(machine, undefined).snapshot));
  return runDeciding({
    decide(customer) { texts[customer] = JSON.stringify(step(machine, JSON.parse(texts[customer] ?? ''), event).snapshot); },
    endOf: (customer) => endIn(texts[customer]),
    afterEvents: (events) => ({ where: pathTo(events % (groups * inEach)), turns: events }),
  });
}

function createWideMachine(groups: number): AnyStateMachine {
  return createMachine({
    id: 'wide', initial: 'group 0', context: { turns: 0, told: 'It should have come on Monday. '.repeat(30) },
    states: Object.fromEntries(Array.from({ length: groups }, (_, group) => [`group ${group}`, toGroup(group, groups)])),
  });
}

const toGroup = (group: number, groups: number): object => ({
  initial: 'place 0',
  states: Object.fromEntries(Array.from({ length: inEach }, (_, place) => [`place ${place}`, {
    entry: { type: 'note', params: { place } },
    after: { 60_000: '#wide.group 0' },
    on: { [event.type]: { target: `#wide.${pathTo((group * inEach + place + 1) % (groups * inEach))}`, actions: assign({ turns: ({ context }) => context.turns + 1 }) } },
  }])),
});

const pathTo = (n: number): string => `group ${Math.floor(n / inEach)}.place ${n % inEach}`;
