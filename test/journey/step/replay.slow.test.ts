import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startStep, step } from '../../../src/journey/step/step.js';
import type { Step, StepEffect, StepEvent, StoredSnapshot } from '../../../src/journey/step/step-contract.js';
import { JourneyError } from '../../../src/errors/index.js';
import { choicesFrom, type Choices } from './differential/choices.js';
import { keep } from './differential/pure-side.js';
import { randomMachine } from './differential/random-machine.js';

/** Care-rules 4, property 10. */
it('A journey that is stored and brought back at any moment goes on as if it had never been', () => {
  fc.assert(fc.property(fc.gen(), (gen) => {
    const choices = choicesFrom(gen);
    const make = randomMachine(choices);
    const [kept, restored] = [make(inert), make(inert)];
    let now = attempt(() => startStep(kept, { n: 1 }));
    expect(attempt(() => startStep(restored, { n: 1 }))).toEqual(now);
    for (let left = 8; left > 0 && !('code' in now) && now.snapshot.status === 'active'; left--) {
      const { snapshot, effects } = now;
      const event = nextEvent(choices, snapshot, effects);
      const again = attempt(() => step(restored, keep(snapshot, 'sorted'), keep(event, 'text')));
      now = attempt(() => step(kept, snapshot, event));
      expect(again).toEqual(now);
    }
  }), { numRuns: 500, endOnFailure: true });
}, 120_000);

const inert = { act: () => undefined, activity: { transition: never, getInitialSnapshot: never, getPersistedSnapshot: never } };

function attempt(decide: () => Step): Step | { readonly code: string } {
  try {
    return decide();
  } catch (error) {
    if (JourneyError.is(error)) return { code: error.code };
    throw error;
  }
}

function nextEvent(choices: Choices, { invoked = {} }: StoredSnapshot, effects: readonly StepEffect[]): StepEvent {
  const [invokeId] = Object.keys(invoked);
  const timer = effects.find((effect) => effect.type === 'timer.set');
  const kind = choices.number(4);
  if (kind === 0 && invokeId !== undefined) return { done: { invokeId, output: { v: 1 } } };
  if (kind === 1 && timer) return { timer };
  return { type: `e.${choices.number(3)}`, data: { v: choices.number(4) }, at: 1_000 };
}

function never(): never {
  throw new Error('the pure step ran an activity');
}
