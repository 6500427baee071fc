import type { AnyActorScope, AnyMachineSnapshot, AnyTransitionDefinition } from 'xstate';
import { JourneyError } from '../../errors/index.js';

/** An action as XState hands it to be executed, in order. */
export interface ExecutedAction { readonly type: string; readonly params: unknown }

/** One microstep as XState tells inspectors. */
export interface Microstep {
  readonly event: { readonly type: string };
  readonly snapshot: AnyMachineSnapshot;
  readonly transitions: readonly AnyTransitionDefinition[];
}

/** What happened in a scope. */
export interface StepRecord { readonly actions: ExecutedAction[]; readonly microsteps: Microstep[] }

/** How many microsteps one step may take; entering the first states counts as one. */
export interface StepBounds { readonly microsteps: number; readonly isFirst: boolean }

/** The surroundings XState asks for when it takes a step: they execute nothing and write down what was asked. Fresh for each step. */
export function createInertScope({ microsteps, isFirst }: StepBounds): { readonly scope: AnyActorScope; readonly record: StepRecord } {
  const record: StepRecord = { actions: [], microsteps: [] };
  // as XState counts: each after which it has to look whether there is more to do
  let looks = isFirst ? 1 : 0;
  const system = {
    get: nothing,
    getAll: () => ({}),
    _sendInspectionEvent: (event: unknown) => {
      if (!isMicrostep(event)) return;
      record.microsteps.push({ event: event.event, snapshot: event.snapshot, transitions: event._transitions });
      if (event.snapshot.status === 'active') looks += 1;
      if (looks > microsteps) throw stepLimit(microsteps);
    },
  };
  const scope = {
    self: { id: '', sessionId: '', system, send: refuseSend },
    id: '',
    sessionId: '',
    system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: ({ type, params }: ExecutedAction) => { record.actions.push({ type, params }); },
  };
  return { scope: scope as unknown as AnyActorScope, record };
}

const nothing = (): undefined => undefined;

function isMicrostep(event: unknown): event is Pick<Microstep, 'event' | 'snapshot'> & { readonly _transitions: Microstep['transitions'] } {
  return typeof event === 'object' && event !== null && 'type' in event && event.type === '@xstate.microstep';
}

function stepLimit(limit: number): JourneyError {
  return new JourneyError('StepLimit', `One event caused more than ${limit} microsteps; look for states that lead to one another at once`, { limit });
}

function refuseSend(): never {
  throw new JourneyError('DefinitionFault', 'A definition sent an event to itself by hand; use raise', { path: 'self.send' });
}
