import { decideAnswer } from './decide-answer.js';
import { decideTimer } from './decide-timer.js';
import type { LaneInput } from './lane-input.js';
import { decideMeaning } from './decide-event.js';
import { deliver, startIfOpen } from './route-event.js';
import { runAgenda, startNamed } from './run-agenda.js';
import { savepoint } from './savepoint.js';
import { instanceIn, putInstance, type Turn } from './turn.js';

/** A parked event as the store lists it, its body read. */
export interface ParkedItem { readonly id: string; readonly journey: string; readonly instance?: string; readonly cause: string; readonly at: number; readonly input: LaneInput }
export interface Redriven { readonly done: readonly string[]; readonly still?: { readonly id: string; readonly because: string } }

/**
 * Tries parked events again, oldest first, in one commit. The first that still cannot be handled stops it: that one and those of the same
 * instance behind it stay parked in their order.
 */
export function redriveParked(turn: Turn, items: readonly ParkedItem[]): Redriven {
  const done: string[] = [];
  for (const item of items) {
    const undo = savepoint(turn);
    const before = turn.fates.length;
    release(turn, item);
    take(turn, item);
    runAgenda(turn);
    const failed = turn.fates.slice(before).find((fate) => fate.did === 'parked');
    if (failed !== undefined) {
      undo();
      block(turn, item);
      return { done, still: { id: item.id, because: failed.because } };
    }
    turn.unparked.push(item.id);
    done.push(item.id);
  }
  return { done };
}

function release(turn: Turn, item: ParkedItem): void {
  const instance = item.instance === undefined ? undefined : instanceIn(turn, item.instance);
  if (instance?.parked === undefined) return;
  const { parked: _over, ...running } = instance;
  putInstance(turn, running);
}

/** What was behind the released one now waits behind this one. */
function block(turn: Turn, item: ParkedItem): void {
  const instance = item.instance === undefined ? undefined : instanceIn(turn, item.instance);
  if (instance !== undefined && item.cause !== 'UnknownEvent') putInstance(turn, { ...instance, parked: { id: item.id, cause: item.cause, at: item.at } });
}

function take(turn: Turn, { input }: ParkedItem): void {
  switch (input.kind) {
    case 'event': return deliver(turn, input.instance, { id: input.id, event: input.event });
    case 'entry': return startIfOpen(turn, input);
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
