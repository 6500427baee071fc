import { JourneyError } from '../../errors/index.js';
import { defaultLimits } from '../../model/limits.js';
import { waitLength } from '../waits.js';
import { assigning } from './assigning.js';
import { asFunction, checkedGuard, withCheckedParams } from './checked-guard.js';
import { checkedCall, definitionFault, type FaultLog, type Place } from './definition-fault.js';
import { isMachineEvent } from './machine-event.js';
import { isBuiltin, type BuiltinAction, type Resolve } from './xstate-action.js';

/** An action as XState takes it, with every function in it checked and everything refused that needs a live actor. */
export function checkedAction(faults: FaultLog, action: unknown, path: string): unknown {
  const place: Place = { path, part: 'action' };
  if (typeof action !== 'function') return withCheckedParams(faults, action, path);
  if (!isBuiltin(action)) return refused(faults, place, 'is a function written in place; give it a name in setup, so that it can be an effect');
  switch (action.type) {
    case 'xstate.assign': return resolving(faults, place, { ...action, resolve: assigning(faults, place, action.assignment) });
    case 'xstate.enqueueActions': return resolving(faults, place, enqueueing(faults, path, action));
    case 'xstate.raise': return resolving(faults, place, raising(place, action));
    case 'xstate.sendTo': return refused(faults, place, 'sends to a live actor; raise an event or name an effect');
    case 'xstate.spawnChild': return refused(faults, place, 'spawns a live actor; invoke an activity');
    default: return resolving(faults, place, action);
  }
}

/** The implementations of a machine, by name: XState's own actions among them checked, the others never run in a step. */
export function checkedActions(faults: FaultLog, actions: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(actions).map(([name, action]: [string, unknown]) =>
    [name, typeof action === 'function' && isBuiltin(action) ? checkedAction(faults, action, name) : action]));
}

/** XState asks `'execute' in action`, so the settings go onto a function as they were; those that are functions are the definition's. */
function resolving(faults: FaultLog, place: Place, action: BuiltinAction): unknown {
  return Object.assign(() => undefined, action, checkedSettings(faults, place, action), { resolve: checkedCall(faults, place, action.resolve) });
}

/** What `raise`, `emit`, `log` and `cancel` work out as they resolve. */
function checkedSettings(faults: FaultLog, place: Place, { event, delay, value, sendId }: BuiltinAction): Record<string, unknown> {
  const functions = Object.entries({ event, delay, value, sendId }).flatMap(([name, setting]) => (typeof setting === 'function' ? [[name, checkedCall(faults, place, asFunction(setting))] as const] : []));
  return Object.fromEntries(functions);
}

function refused(faults: FaultLog, place: Place, what: string): unknown {
  const resolve: Resolve = () => { throw definitionFault(place, what); };
  return resolving(faults, place, { type: 'xstate.refused', resolve });
}

function enqueueing(faults: FaultLog, path: string, action: BuiltinAction): BuiltinAction {
  const resolve: Resolve = (...args) => {
    const [snapshot, params, actions] = action.resolve(...args);
    return [snapshot, params, Array.isArray(actions) ? actions.map((queued: unknown) => checkedAction(faults, queued, path)) : actions];
  };
  return { ...action, resolve, ...('collect' in action && typeof action.collect === 'function' && { collect: checkedCollect(faults, path, action.collect) }) };
}

function checkedCollect(faults: FaultLog, path: string, collect: object): unknown {
  const run = asFunction(collect);
  return checkedCall(faults, { path, part: 'action' }, (args, params) => {
    if (typeof args !== 'object' || args === null || !('check' in args) || typeof args.check !== 'function') return run(args, params);
    const check = asFunction(args.check);
    return run({ ...args, check: (guard: unknown) => check(checkedGuard(faults, guard, path)) }, params);
  });
}

/** What is no event would be heard by nothing, and a delay that is no number would be taken for none. */
function raising(place: Place, action: BuiltinAction): BuiltinAction {
  const resolve: Resolve = (...args) => {
    const resolved = action.resolve(...args);
    const [, params] = resolved;
    const { event, ...when }: { readonly event?: unknown; readonly delay?: unknown; readonly id?: unknown } = typeof params === 'object' && params !== null ? params : {};
    if (!isMachineEvent(event)) throw definitionFault(place, 'raises what is no event with a type');
    if (action.delay !== undefined) assertDelay(place, when);
    return resolved;
  };
  return { ...action, resolve };
}

function assertDelay(place: Place, { delay, id }: { readonly delay?: unknown; readonly id?: unknown }): void {
  const limit = defaultLimits.delayMs;
  if (delay === waitLength && typeof id === 'string' && id.startsWith('xstate.after.')) return;
  if (typeof delay === 'number' && delay >= 0 && delay <= limit) return;
  throw new JourneyError('InvalidDelay', `A delay of '${place.path}' is not a number of milliseconds from 0 to ten years; is it declared under delays?`, { path: place.path, limit });
}
