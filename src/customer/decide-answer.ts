import { advanceInstance } from './instance/advance-instance.js';
import { retryDeferred } from './instance/defer-event.js';
import { endInstance } from './instance/end-instance.js';
import type { InstanceState } from './instance/instance-state.js';
import type { LaneInput } from './parked/lane-input.js';
import { setOrigin } from './merge/origin.js';
import { waitsForResume } from './parked/hold-back.js';
import { parkEvent } from './parked/park-event.js';
import { instanceIn, noteFate, putInstance, type Turn } from './turn.js';

type AnswerInput = Extract<LaneInput, { kind: 'answer' }>;

/** An activity has answered or has failed for good. A late answer, for a state that was left meanwhile, changes nothing. */
export function decideAnswer(turn: Turn, input: AnswerInput): void {
  setOrigin(turn, { instance: input.instance });
  const instance = instanceIn(turn, input.instance);
  turn.settled.push({ key: input.key, result: 'sent' });
  if (instance === undefined || instance.invoked[input.invokeId] !== input.key) {
    return noteFate(turn, { journey: instance?.journey ?? '', did: 'ignored', because: 'the state that asked for it was left meanwhile' });
  }
  const status = turn.world.statusOf(instance.journey);
  if (status.status === 'stopped') return endInstance(turn, instance, { reason: 'stopped', forced: true });
  const waits = waitsForResume(turn, instance.journey, { rule: 'events', what: 'the answer waits for resume' });
  if (waits !== undefined) return parkEvent(turn, { input, journey: instance.journey, instance: instance.id, cause: 'Paused', because: waits, blocks: false });
  take(turn, instance, input);
}

function take(turn: Turn, instance: InstanceState, input: AnswerInput): void {
  const { [input.invokeId]: answered, ...invoked } = instance.invoked;
  putInstance(turn, { ...instance, invoked });
  const { answer, invokeId } = input;
  const event = answer.status === 'done' ? { done: { invokeId, output: answer.output } } : { failed: { invokeId, error: { code: answer.code, message: answer.message } } };
  const name = `${instance.snapshot.invoked?.[invokeId] ?? invokeId} ${answer.status === 'done' ? 'answered' : 'failed'}`;
  const advanced = advanceInstance(turn, { instance: instance.id, event, name, input });
  const now = instanceIn(turn, instance.id);
  if (advanced === 'parked' && now !== undefined && answered !== undefined) putInstance(turn, { ...now, invoked: { ...now.invoked, [invokeId]: answered } });
  if (advanced === 'handled') retryDeferred(turn, instance.id);
}
