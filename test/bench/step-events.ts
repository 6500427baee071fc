import type { step } from 'throughline';
import { afterSteps, entrance, visit } from './bench-journey.js';

/** One event of a visit as a step is told it and as a bare machine hears it, and what it leaves behind. */
export interface BenchEvent {
  readonly told: Parameters<typeof step>[2];
  readonly heard: { readonly type: string; readonly [field: string]: unknown };
  /** the state as a path */
  readonly rests: string;
  readonly sends: number;
}

/** What the journey begins with. */
export const input = { event: { ...entrance.event, at: 1 }, customerId: 'customer', startedAt: 1, facts: {} };

const invokeId = '0.parcel-question.with the bot.looking up';
const answer = { output: { status: 'shipped' } };

/** Once around the journey; the answer of an activity is an event like the others. */
const around: readonly BenchEvent[] = visit.flatMap(({ event, asks, sends, rests }): readonly BenchEvent[] => {
  const brought = { ...event, at: 2 };
  if (!asks) return [{ told: brought, heard: brought, rests, sends }];
  return [
    { told: brought, heard: brought, rests: 'with the bot.looking up', sends: 0 },
    { told: { done: { invokeId, ...answer } }, heard: { type: `xstate.done.actor.${invokeId}`, actorId: invokeId, ...answer }, rests, sends },
  ];
});
const first = around[0];
if (first === undefined) throw new Error('the visit of the bench has no events');

/** A customer's n-th event, counted from 0. */
export const eventAt = (n: number): BenchEvent => around[n % around.length] ?? first;

/** Where so many events lead, and how many of them the journey took in. */
export const afterEvents = (events: number): { readonly where: string; readonly turns: number } => ({ where: events === 0 ? afterSteps(0).rests : eventAt(events - 1).rests, turns: events });
