import type { AnyActorScope, AnyMachineSnapshot } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { impossibleAt } from './active-states.js';
import { collectEffects } from './collect-effects.js';
import { createInertScope, type Microstep } from './inert-scope.js';
import { rememberLive } from './live-memory.js';
import type { StepEffect, StoredSnapshot } from './step-contract.js';
import { storeSnapshot, type KnownSnapshot } from './store-snapshot.js';
import type { Twin } from './twin-machine.js';

/** What a step came to, before it is told to people. */
export interface StepRun {
  readonly snapshot: StoredSnapshot;
  readonly effects: readonly StepEffect[];
  readonly microsteps: readonly Microstep[];
}

/** Runs a twin machine once in a fresh inert scope; whatever goes wrong in the definition is a JourneyError. */
export function runStep(twin: Twin, before: KnownSnapshot | undefined, run: (scope: AnyActorScope) => AnyMachineSnapshot): StepRun {
  const { scope, record } = createInertScope({ microsteps: twin.microsteps, isFirst: before === undefined });
  const live = runChecked(twin, () => run(scope));
  if (live._nodes !== before?.live._nodes) assertPossible(live);
  const { effects, unnamedDelays } = collectEffects(record.actions, before?.stored.unnamedDelays ?? 0);
  const snapshot = storeSnapshot(live, unnamedDelays, before);
  if (snapshot.status === 'active') rememberLive(snapshot, twin.machine, live);
  return { snapshot, effects: snapshot.status === 'active' ? effects : effects.filter(({ type }) => type !== 'timer.set'), microsteps: record.microsteps };
}

function runChecked(twin: Twin, run: () => AnyMachineSnapshot): AnyMachineSnapshot {
  twin.faults.first = undefined;
  try {
    return run();
  } catch (error) {
    if (twin.faults.first) throw twin.faults.first;
    if (JourneyError.is(error)) throw error;
    throw new JourneyError('DefinitionFault', `The machine '${twin.machine.id}' could not take this step; see the cause`, { path: twin.machine.id }, error);
  }
}

/** XState does not look at where it arrives: going back to a history state inside a parallel one can leave it in two states at once, or in none. */
function assertPossible({ _nodes, machine }: AnyMachineSnapshot): void {
  const state = impossibleAt(machine.root, _nodes);
  if (!state) return;
  throw new JourneyError('DefinitionFault', `XState would be in states that exclude each other, or in none, at '${state.id}'; give a history state inside a parallel state a target`, { path: state.id });
}
