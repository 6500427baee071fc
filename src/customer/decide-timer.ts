import { parseEffectKey } from '../model/effect-key.js';
import { advanceInstance } from './instance/advance-instance.js';
import { forget, retryDeferred } from './instance/defer-event.js';
import { endInstance } from './instance/end-instance.js';
import type { InstanceState, TimerState } from './instance/instance-state.js';
import { waitsOn } from './instance/arm-wait.js';
import { armTimer, rowPrefix, startTimer, ttlTimer } from './instance/instance-timers.js';
import type { LaneInput } from './parked/lane-input.js';
import { conversationRested, conversationTimer } from './crm/note-conversation.js';
import { issuesTimer, settleDue } from './channel/note-outcome.js';
import { setOrigin } from './merge/origin.js';
import { waitsForResume } from './parked/hold-back.js';
import { causeOf, parkEvent } from './parked/park-event.js';
import { routeEvent } from './route-event.js';
import { startNamed } from './run-agenda.js';
import { delayName } from './instance/timer-in-words.js';
import { cancelTimer, count, instanceIn, noteFate, putInstance, setTimer, type Turn } from './turn.js';

type TimerInput = Extract<LaneInput, { kind: 'timer' }>;

/** A delay has ended. It counts only while the customer still holds that timer with that due time: one that was cancelled or set anew says nothing. */
export function decideTimer(turn: Turn, input: TimerInput): void {
  if (input.timer === conversationTimer) return conversationRested(turn, input.due);
  if (input.timer === issuesTimer) return settleDue(turn);
  const starting = turn.state.starting.find((start) => start.timer === input.timer && start.due === input.due);
  if (starting !== undefined) return startLater(turn, starting);
  const instance = turn.state.instances.find((one) => input.timer.startsWith(rowPrefix(one)));
  const timer = instance?.timers.find((one) => one.id === input.timer);
  if (instance === undefined || timer === undefined) return cancelTimer(turn, input.timer);
  setOrigin(turn, { instance: instance.id });
  // a row that says another time is not ours: the customer's own state is the truth
  if (timer.due !== input.due) return setTimer(turn, timer.id, timer.due);
  if (timer.id === ttlTimer(instance)) return expire(turn, instance);
  const status = turn.world.statusOf(instance.journey);
  if (status.status === 'stopped') return endInstance(turn, instance, { reason: 'stopped', forced: true });
  const waits = waitsForResume(turn, instance.journey, { rule: 'waits', what: 'the delay ends at resume' });
  if (waits !== undefined) return parkEvent(turn, { input, journey: instance.journey, instance: instance.id, cause: 'Paused', because: waits, blocks: false });
  if (!goesOn(turn, instance, timer, input)) fire(turn, instance, timer, input);
}

/** Whether the wait is not over yet. Where the host's calendar cannot say so the delay is parked with its cause, as one is whose step throws: it would come again for ever. */
function goesOn(turn: Turn, instance: InstanceState, timer: TimerState, input: TimerInput): boolean {
  try {
    const later = waitsOn(turn, instance, timer);
    if (later !== undefined) putInstance(turn, armTimer(turn, instance, later));
    return later !== undefined;
  } catch (error) {
    parkEvent(turn, { input, journey: instance.journey, instance: instance.id, blocks: true, ...causeOf(error) });
    return true;
  }
}

function startLater(turn: Turn, starting: Turn['state']['starting'][number]): void {
  turn.state = { ...turn.state, starting: turn.state.starting.filter((other) => other !== starting) };
  setOrigin(turn, { instance: String(parseEffectKey(starting.timer.slice(startTimer.length)).cause) });
  cancelTimer(turn, starting.timer);
  startNamed(turn, starting);
}

function expire(turn: Turn, instance: InstanceState): void {
  endInstance(turn, instance, { reason: 'ttl', forced: true });
  noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'ended', because: 'its time to live is over' });
}

function fire(turn: Turn, instance: InstanceState, timer: TimerState, input: TimerInput): void {
  const name = timer.id.slice(rowPrefix(instance).length);
  cancelTimer(turn, timer.id);
  putInstance(turn, { ...instance, timers: instance.timers.filter((other) => other !== timer) });
  count(turn, 'timers.fired');
  if (name.startsWith('d:')) return giveUp(turn, instance, name.slice(2));
  if (name.startsWith('s:')) return deliverScheduled(turn, instance, timer, name);
  const said = delayName(instance, timer);
  const advanced = advanceInstance(turn, { instance: instance.id, event: { timer: { id: name.slice(2), event: timer.event ?? { type: name.slice(2) } } }, name: said, input });
  const now = instanceIn(turn, instance.id);
  if (advanced === 'parked' && now !== undefined) putInstance(turn, { ...now, timers: [...now.timers, timer] });
  if (advanced === 'handled') retryDeferred(turn, instance.id);
}

function deliverScheduled(turn: Turn, instance: InstanceState, timer: TimerState, name: string): void {
  const event = { type: timer.event?.type ?? '', data: timer.event?.['data'] ?? {}, at: turn.now };
  routeEvent(turn, { id: `${name.slice(2)}@${timer.due}`, event, only: instance.id });
}

function giveUp(turn: Turn, instance: InstanceState, eventId: string): void {
  const deferred = instance.deferred.find((event) => event.id === eventId);
  forget(turn, instance.id, eventId);
  noteFate(turn, { instance: instance.id, journey: instance.journey, did: 'ignored', because: `'${deferred?.type ?? 'an event'}' was deferred and no state handled it in time` });
  count(turn, 'events.expired');
}
