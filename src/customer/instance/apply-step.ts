import { JourneyError } from '../../errors/index.js';
import { isMachineEvent, type MachineEvent } from '../../journey/step/machine-event.js';
import type { StepEffect } from '../../journey/step/step-contract.js';
import { toCanonical } from '../../model/canonical-value.js';
import { startName, type Applying } from './applying.js';
import { dueOfWait, moveDates, moveZones } from './arm-wait.js';
import { checkFacts } from '../facts/check-facts.js';
import { hasMoved } from '../keep-profile.js';
import { endInstance } from './end-instance.js';
import type { InstanceState } from './instance-state.js';
import { armTimer, disarmTimer, machineTimer } from './instance-timers.js';
import { performAction } from './perform-action.js';
import { statePaths } from '../state-paths.js';
import { count, putInstance, type Turn } from '../turn.js';

/** Folds one step into the turn: the next snapshot, its timers, its effects with their rendered payload and keys, and its end. */
export function applyStep(turn: Turn, applying: Applying): void {
  const { instance, taken } = applying;
  const { profile } = turn.state;
  const acts = taken.effects.filter(isAct);
  if (instance.leaving !== undefined && acts.length > 0) return endInstance(turn, instance, { reason: instance.leaving.reason, forced: true });
  const limit = turn.world.limits.effectsPerEvent;
  if (acts.length > limit) throw new JourneyError('TooLarge', `one event caused ${acts.length} effects in journey '${instance.journey}', more than ${limit}`, { limit });
  let next: InstanceState = {
    ...instance, steps: instance.steps + 1, snapshot: taken.snapshot,
    origins: checkFacts(turn, applying),
    lastEvent: { type: applying.name, at: turn.now, did: taken.moved ? 'moved' : 'stayed', because: `'${applying.name}' was handled in '${statePaths(instance.snapshot.value).join("', '")}'` },
  };
  let index = 0;
  for (const effect of taken.effects) next = applyEffect(turn, { ...applying, instance: next }, effect, isAct(effect) ? index++ : index);
  if (taken.snapshot.context !== instance.snapshot.context) next = moveDates(turn, next);
  settleMove(turn, applying, next);
  if (hasMoved(profile, turn.state.profile)) moveZones(turn);
}

/** Timers and cancellations are the journey's own; everything else reaches the outside. */
const isAct = (effect: StepEffect): boolean => effect.type === 'action' || effect.type === 'activity.start';

function applyEffect(turn: Turn, applying: Applying, effect: StepEffect, index: number): InstanceState {
  const { instance } = applying;
  switch (effect.type) {
    case 'action': return performAction(turn, applying, { name: effect.name, params: effect.params, index });
    case 'timer.set': return armTimer(turn, instance, { id: machineTimer(instance, effect.id), ...(effect.wait === true ? dueOfWait(turn, instance, effect.id) : { due: turn.now + effect.delayMs }), ...(!isNamedAs(effect.id, effect.event) && { event: plain(turn, effect.event) }) });
    case 'timer.cancel': return disarmTimer(turn, instance, machineTimer(instance, effect.id));
    case 'activity.start': return performAction(turn, applying, { name: 'activity', params: effect, index });
    case 'activity.cancel': return cancelActivity(turn, instance, effect.invokeId);
    case 'emit':
      turn.notices.push({ type: 'journey.emitted', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, event: plain(turn, effect.event) } });
      return instance;
    default: return effect satisfies never;
  }
}

/** Read once into plain data, as a restart would give it back: what is told later must not differ from what is told before one. */
function plain(turn: Turn, event: MachineEvent): MachineEvent {
  const value = toCanonical(event, turn.world.limits, { path: 'event' });
  if (isMachineEvent(value)) return value;
  throw new JourneyError('DefinitionFault', 'An event that is raised later or emitted has no type', { path: 'event' });
}

/** A delay of a state gives the machine an event of its own name: held once. */
const isNamedAs = (id: string, event: { readonly type: string }): boolean => event.type === id && Object.keys(event).length === 1;

function cancelActivity(turn: Turn, instance: InstanceState, invokeId: string): InstanceState {
  const { [invokeId]: key, ...invoked } = instance.invoked;
  if (key === undefined) return instance;
  turn.settled.push({ key, result: 'dropped' });
  return { ...instance, invoked };
}

function settleMove(turn: Turn, { instance: before, taken, name }: Applying, next: InstanceState): void {
  const about = { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: next.id, journey: next.journey };
  if (taken.moved && name !== startName) turn.notices.push({ type: 'journey.moved', notice: { ...about, from: before.snapshot.value, to: next.snapshot.value, event: name } });
  if (taken.snapshot.status === 'error') throw new JourneyError('DefinitionFault', `journey '${next.journey}' went to XState's status 'error'`, { journey: next.journey });
  putInstance(turn, next);
  if (taken.snapshot.status === 'done') endInstance(turn, next, { reason: 'done', forced: false });
  else count(turn, 'steps');
}
