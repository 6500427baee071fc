import type { AnyStateMachine } from 'xstate';
import type { Wait } from '../model/wait.js';

/** Stands for the length of a wait in a step: only who has a clock, calendars and zones can tell it. No delay of an author is this. */
export const waitLength = -Number.MAX_VALUE;

/** Tells a wait from a delay of so many milliseconds, or one that a function gives; its shape is checked when the journey is defined. */
export const isWait = (delay: unknown): delay is Wait => typeof delay === 'object' && delay !== null;

/** The waits of a journey, by the names of their delays. */
export function waitsOf(machine: AnyStateMachine): readonly (readonly [name: string, wait: Wait])[] {
  return Object.entries(machine.implementations.delays).flatMap(([name, delay]: [string, unknown]) => (isWait(delay) ? [[name, delay] as const] : []));
}

/** Asks whether any delay of a journey is a wait; remembered, since every step comes by here. */
export function hasWaits(machine: AnyStateMachine): boolean {
  const known = waiting.get(machine);
  if (known !== undefined) return known;
  const has = waitsOf(machine).length > 0;
  waiting.set(machine, has);
  return has;
}
const waiting = new WeakMap<AnyStateMachine, boolean>();

/** The wait by which a timer of the machine goes, where it goes by one; `id` as the timer's set effect named it. */
export function waitOfTimer(machine: AnyStateMachine, id: string): Wait | undefined {
  const name = delayNameIn(id);
  const delay: unknown = name === undefined ? undefined : machine.implementations.delays[name];
  return isWait(delay) ? delay : undefined;
}

/** The name or the length of an `after` in the id that XState gives its timer; names of waits have no dot. */
export const delayNameIn = (id: string): string | undefined => /^xstate\.after\.([^.]+)\./.exec(id)?.[1];
