import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { freezeFacts } from './freeze-facts.js';
import { recallLive } from './live-memory.js';
import { answeredInvoke, toMachineEvent } from './machine-event.js';
import { restoreSnapshot } from './restore-snapshot.js';
import { runStep } from './run-step.js';
import type { Step, StepEvent, StoredSnapshot } from './step-contract.js';
import { hasMoved, startDecision, stepDecisions } from './step-decisions.js';
import { twinOf } from './twin-machine.js';

/**
 * Decides how a machine begins: its first snapshot, and the effects of the states it enters, in order. Pure, like `step`. Throws
 * JourneyError `InvalidDelay`, `StepLimit` or `DefinitionFault`.
 */
export function startStep(machine: AnyStateMachine, input: unknown): Step {
  const twin = twinOf(machine);
  const run = runStep(twin, undefined, (scope) => {
    const snapshot = twin.machine.getInitialSnapshot(scope, input);
    if (snapshot.status === 'error') throw snapshot.error;
    return snapshot;
  });
  const decisions = [startDecision(twin.blank._nodes), ...stepDecisions(twin.blank._nodes, run.microsteps)];
  return { snapshot: run.snapshot, effects: run.effects, decisions, handled: true, moved: true };
}

/**
 * Decides what one event means for a machine, without doing any of it: the next snapshot, the effects in order, and why. Pure; the
 * same snapshot and event always give the same step. Stepping on from the object a step gave costs no restore. Throws JourneyError
 * `JourneyClosed`, `ReservedEventType`, `InvalidEventType`, `InvalidDelay`, `StepLimit` or `DefinitionFault`; nothing has changed then.
 */
export function step(machine: AnyStateMachine, snapshot: StoredSnapshot, event: StepEvent): Step {
  const heard = toMachineEvent(event);
  if (snapshot.status !== 'active') throw new JourneyError('JourneyClosed', `A journey that is ${snapshot.status === 'done' ? 'done' : 'ended by an error'} hears no more events`);
  const twin = twinOf(machine);
  const live = recallLive(snapshot, twin.machine) ?? restoreSnapshot(twin, snapshot);
  freezeFacts(live.context);
  const answered = answeredInvoke(event);
  if (answered !== undefined && !Object.hasOwn(live.children, answered)) return { snapshot, effects: [], decisions: [], handled: false, moved: false };
  const hearing = answered === undefined ? live : withoutChild(live, answered);
  const run = runStep(twin, { stored: snapshot, live }, (scope) => twin.machine.transition(hearing, heard, scope));
  return {
    snapshot: run.snapshot,
    effects: run.effects,
    decisions: stepDecisions(live._nodes, run.microsteps),
    handled: run.snapshot.status !== 'active' || (run.microsteps[0]?.transitions.length ?? 0) > 0,
    moved: hasMoved(run.microsteps),
  };
}

/** An activity that has answered is no longer at work, so leaving its state must not cancel it. */
function withoutChild(live: AnyMachineSnapshot, invokeId: string): AnyMachineSnapshot {
  const { [invokeId]: _answered, ...children } = live.children;
  return { ...live, children } as AnyMachineSnapshot;
}
