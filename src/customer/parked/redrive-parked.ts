import type { CustomerId } from '../../model/customer-id.js';
import { decideAnswer } from '../decide-answer.js';
import { decideTimer } from '../decide-timer.js';
import { holdBackBehind, letGo } from './hold-back.js';
import type { InstanceState } from '../instance/instance-state.js';
import type { LaneInput } from './lane-input.js';
import { decideMeaning } from '../decide-event.js';
import { setOrigin } from '../merge/origin.js';
import { deliver, deliverBehind, runsBehind, startIfOpen } from '../route-event.js';
import { runAgenda, startNamed } from '../run-agenda.js';
import { savepoint } from '../savepoint.js';
import { instanceIn, noteFate, putInstance, type InstanceFate, type Turn } from '../turn.js';

/** A parked event as the store lists it, its body read. */
export interface ParkedItem { readonly id: string; readonly journey: string; readonly instance?: string; readonly cause: string; readonly at: number; readonly input: LaneInput; /** whose it is, where several customers were merged */ readonly owner: CustomerId }
export interface Redriven { readonly done: readonly string[]; readonly still?: { readonly id: string; readonly because: string } }

/**
 * Tries parked events again, oldest first, in one commit. One that still cannot be handled stays, and so does what stands behind it in
 * its instance, in their order; other instances go on. `others`: what else is parked in this lane, and is not tried.
 */
export function redriveParked(turn: Turn, items: readonly ParkedItem[], others: readonly ParkedItem[] = []): Redriven {
  const done: string[] = [];
  const stuck = new Set<string>();
  let still: Redriven['still'];
  for (const { journey } of items) letGo(turn, journey);
  for (const item of items) {
    const place = placeOf(item);
    if (place !== undefined && stuck.has(place)) continue;
    const failed = tryAgain(turn, item);
    if (failed === undefined) done.push(item.id);
    else {
      still ??= { id: item.id, because: failed };
      // one that could not enter stands in the way of what came after it, and of no other entry
      stuck.add(item.instance ?? `after ${item.journey}`);
    }
  }
  const isPaused = ({ journey }: { readonly journey: string }): boolean => turn.world.statusOf(journey).status === 'paused';
  holdBackBehind(turn, [...others, ...items.filter((item) => !done.includes(item.id) && isPaused(item))]);
  return { done, ...(still !== undefined && { still }) };
}

/** What stands behind something that stays, stays. */
const placeOf = ({ instance, journey, input }: ParkedItem): string | undefined => instance ?? (input.kind === 'behind' ? `after ${journey}` : undefined);

/** Why it still cannot be handled; `undefined` where it was. */
function tryAgain(turn: Turn, item: ParkedItem): string | undefined {
  const undo = savepoint(turn);
  const before = turn.fates.length;
  const waits = release(turn, item);
  if (waits !== undefined) return waits;
  setOrigin(turn, item);
  take(turn, item);
  runAgenda(turn);
  const failed = turn.fates.slice(before).find((fate) => fate.did === 'parked');
  if (failed === undefined) {
    turn.unparked.push(item.id);
    return undefined;
  }
  undo();
  block(turn, item, failed);
  return failed.because;
}

/** The runs whose events wait behind this one while it stays. */
function runsOf(turn: Turn, { instance, input }: ParkedItem): readonly InstanceState[] {
  if (input.kind === 'behind') return runsBehind(turn, input);
  const one = instance === undefined ? undefined : instanceIn(turn, instance);
  return one === undefined ? [] : [one];
}

/** Frees the runs that this very item blocks; one that another event blocks must wait for that one first. */
function release(turn: Turn, item: ParkedItem): string | undefined {
  if (item.input.kind === 'effect') return undefined;
  for (const { parked, ...running } of runsOf(turn, item)) {
    if (parked === undefined) continue;
    if (parked.id !== item.id && isBefore(parked, item)) return `an earlier event of this journey is parked (${parked.cause})`;
    putInstance(turn, running);
  }
  return undefined;
}

const isBefore = (a: { readonly id: string; readonly at: number }, b: { readonly id: string; readonly at: number }): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** It was held and now fails, or fails again: what comes later for its run waits behind it. */
function block(turn: Turn, item: ParkedItem, failed: InstanceFate): void {
  if (failed.cause === 'UnknownEvent' || failed.cause === 'Paused') return;
  for (const instance of runsOf(turn, item)) if (instance.parked === undefined) putInstance(turn, { ...instance, parked: { id: item.id, cause: failed.cause ?? item.cause, at: item.at } });
}

function take(turn: Turn, { input }: ParkedItem): void {
  switch (input.kind) {
    case 'event': return deliverAgain(turn, input);
    case 'entry': return startOrDeliver(turn, input);
    case 'behind': return deliverBehind(turn, input);
    case 'start': return startNamed(turn, input);
    case 'arrival': return decideMeaning(turn, input.arrival);
    case 'timer': return decideTimer(turn, input);
    case 'answer': return decideAnswer(turn, input);
    case 'effect':
      turn.effects.push({ key: input.key, due: turn.now, attempt: 0, body: input.body, ...(input.queue !== undefined && { queue: input.queue }) });
      return;
    default: input satisfies never;
  }
}

/** An event of an instance that has ended meanwhile is answered as any other that comes too late. */
function deliverAgain(turn: Turn, { id, event, instance }: Extract<LaneInput, { kind: 'event' }>): void {
  if (instanceIn(turn, instance) === undefined) return noteFate(turn, { journey: instance.split('/')[1] ?? '', did: 'ignored', because: `'${event.type}' came to its turn after the journey had ended` });
  deliver(turn, instance, { id, event });
}

/** Of two entries that were held, the first starts the journey and the second is an event to it. */
function startOrDeliver(turn: Turn, input: Extract<LaneInput, { kind: 'entry' }>): void {
  const before = turn.state.instances;
  const told = turn.fates.length;
  startIfOpen(turn, input);
  if (turn.state.instances !== before || turn.fates.slice(told).some((fate) => fate.journey === input.journey)) return;
  for (const { id, journey } of before) if (journey === input.journey) deliver(turn, id, { id: input.id, event: input.event });
}
