import { beginMeasuring } from './measure.js';
import type { Round } from './visit-customers.js';

/** One way to decide events, ready for rounds. */
export interface StepRunner {
  /** For some time as many events as it can. */
  round(seconds: number): Round | Promise<Round>;
  /** Throws where its customers are not what their events leave behind. */
  end(): void | Promise<void>;
}

/** Where a customer is, and how many events the journey took in. */
export interface StepEnd { readonly where: string; readonly turns: number }

/** A way to decide, one event after another. */
export interface Deciding {
  /** Decides a customer's n-th event, counted from 0, and keeps what comes of it. */
  decide(customer: number, n: number): void;
  /** what was kept of a customer */
  endOf(customer: number): StepEnd;
  /** what so many events must lead to */
  afterEvents(events: number): StepEnd;
}

/** Something for each customer: as many as do not share the nearest cache. */
export const customers = <T>(make: () => T): T[] => Array.from({ length: howMany }, make);
const howMany = 64;

/** Leads the customers through their events in turn. */
export function runDeciding({ decide, endOf, afterEvents }: Deciding): StepRunner {
  let decided = 0;
  return {
    round(seconds) {
      const waitedMs: number[] = [];
      const figures = beginMeasuring();
      let now = performance.now();
      for (const deadline = now + seconds * 1_000; now < deadline; decided += 1) {
        const before = now;
        decide(decided % howMany, Math.floor(decided / howMany));
        now = performance.now();
        waitedMs.push(now - before);
      }
      return { events: waitedMs.length, ...figures(waitedMs.length, waitedMs) };
    },
    end() {
      for (let customer = 0; customer < howMany; customer += 1) {
        const events = Math.ceil((decided - customer) / howMany);
        assertEnd(endOf(customer), afterEvents(events), events);
      }
    },
  };
}

/** What is in a machine's snapshot, however it was kept; an actor in status `error` has done nothing. */
export function endIn(text: string | undefined): StepEnd {
  const { status, value, context }: { readonly status: string; readonly value: unknown; readonly context: { readonly turns: number } } = JSON.parse(text ?? '');
  if (status !== 'active') throw new Error(`a customer's machine is in status '${status}'`);
  return { where: pathOf(value), turns: context.turns };
}

function pathOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value).map(([outer, inner]) => `${outer}.${pathOf(inner)}`).join(' and ');
}

function assertEnd(seen: StepEnd, meant: StepEnd, events: number): void {
  if (seen.where === meant.where && seen.turns === meant.turns) return;
  throw new Error(`after ${events} events a customer is at '${seen.where}' with ${seen.turns} turns, not at '${meant.where}' with ${meant.turns}`);
}
