import { JourneyError } from '../../errors/index.js';
import { waitLength } from '../waits.js';
import type { ExecutedAction } from './inert-scope.js';
import { isMachineEvent, type MachineEvent } from './machine-event.js';
import type { StepEffect } from './step-contract.js';

/** The effects of a step, and how many delays without a name the journey has begun by now. */
export interface CollectedEffects { readonly effects: readonly StepEffect[]; readonly unnamedDelays: number }

/** Turns what XState executed, in its order, into effects; what began and ended within the step is left out. */
export function collectEffects(actions: readonly ExecutedAction[], unnamedDelays: number): CollectedEffects {
  const effects: StepEffect[] = [];
  let unnamed = unnamedDelays;
  for (const { type, params } of actions) {
    switch (type) {
      case 'xstate.log': break;
      case 'xstate.emit': effects.push({ type: 'emit', event: eventOf(params) }); break;
      case 'xstate.raise':
        if (typeof field(params, 'delay') === 'number') setTimer(effects, params, () => `throughline.delay.${unnamed++}`);
        break;
      case 'xstate.cancel': cancelTimer(effects, timerId(params)); break;
      case 'xstate.spawnChild': startActivity(effects, params); break;
      case 'xstate.stopChild': cancelActivity(effects, params); break;
      default: effects.push(namedEffect(type, params));
    }
  }
  return { effects, unnamedDelays: unnamed };
}

function setTimer(effects: StepEffect[], params: unknown, nextName: () => string): void {
  const given = field(params, 'id');
  const id = typeof given === 'string' ? given : nextName();
  takeBack(effects, (effect) => effect.type === 'timer.set' && effect.id === id);
  const delayMs = Number(field(params, 'delay'));
  effects.push(delayMs === waitLength ? { type: 'timer.set', id, delayMs: 0, event: eventOf(params), wait: true } : { type: 'timer.set', id, delayMs, event: eventOf(params) });
}

/** The id is the params themselves or their `sendId`. A state's own delay cannot run before the state is entered; a named one may, so its cancel stays. */
function cancelTimer(effects: StepEffect[], id: string): void {
  const begun = takeBack(effects, (effect) => effect.type === 'timer.set' && effect.id === id);
  if (begun && id.startsWith('xstate.after.')) return;
  if (effects.some((effect) => effect.type === 'timer.cancel' && effect.id === id)) return;
  effects.push({ type: 'timer.cancel', id });
}

function timerId(params: unknown): string {
  const id = typeof params === 'string' ? params : field(params, 'sendId');
  if (typeof id === 'string') return id;
  throw new JourneyError('DefinitionFault', 'A cancel names no delay; give the id that the delayed raise has', { path: 'cancel' });
}

/** One of the same id that began in this step is replaced: XState begins an activity twice where it enters a state without leaving it, and could end the second alone. */
function startActivity(effects: StepEffect[], params: unknown): void {
  const invokeId = String(field(params, 'id'));
  takeBack(effects, (effect) => effect.type === 'activity.start' && effect.invokeId === invokeId);
  effects.push({ type: 'activity.start', invokeId, activity: String(field(params, 'src')), input: field(params, 'input') });
}

/** XState also stops what has answered already; then there is no actor in the params, and nothing to cancel. */
function cancelActivity(effects: StepEffect[], actor: unknown): void {
  const id = field(actor, 'id');
  if (typeof id !== 'string') return;
  const begun = takeBack(effects, (effect) => effect.type === 'activity.start' && effect.invokeId === id);
  if (!begun) effects.push({ type: 'activity.cancel', invokeId: id });
}

function namedEffect(name: string, params: unknown): StepEffect {
  if (!name.startsWith('xstate.')) return { type: 'action', name, params };
  throw new JourneyError('DefinitionFault', `XState's action '${name}' cannot be performed durably`, { path: name });
}

function takeBack(effects: StepEffect[], is: (effect: StepEffect) => boolean): boolean {
  const index = effects.findLastIndex(is);
  if (index >= 0) effects.splice(index, 1);
  return index >= 0;
}

function field(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
}

function eventOf(params: unknown): MachineEvent {
  const event = field(params, 'event');
  if (isMachineEvent(event)) return event;
  throw new JourneyError('DefinitionFault', 'An event that is raised later or emitted has no type', { path: 'event' });
}
