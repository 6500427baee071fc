import { createMachine } from 'xstate';
import { z } from 'zod';
import { activity, days, facts, noData, seconds, JourneyError } from 'throughline';
import { defineJourney } from '../../../src/journey/define-journey.js';
import type { AnyJourney } from '../../../src/journey/journey.js';

/** A sound declaration that the tests bend in one place at a time. */
export const parcelDeclaration = {
  id: 'parcel-help',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.ended': noData,
    'call.ended': z.object({ resolved: z.boolean() }),
  },
  facts: { question: facts.personal(z.string()), orderNumber: facts.internal(z.string().nullable()), status: facts.internal(z.string()) },
  channels: { webchat: ['text', 'buttons'], sms: ['text'] },
  activities: { findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ status: z.string() }), timeoutMs: seconds(10) }) },
  entry: { on: ['chat.started'], reentry: { mode: 'never' } },
  ttlMs: days(30),
};

/** States in which nothing is wrong: one that waits with a time-out, and one that ends. */
export const soundStates = {
  waiting: { on: { 'chat.ended': 'over' }, after: { 1000: 'over' } },
  over: { type: 'final' },
};
export const soundConfig = { id: 'parcel-help', context: {}, initial: 'waiting', states: soundStates };

export type Bent = Readonly<Record<string, unknown>>;

/** Defines a journey as someone without TypeScript might, from a declaration and a machine bent by the test. */
export function define({ declaration = {}, own = {}, config = {} }: { readonly declaration?: Bent; readonly own?: Bent; readonly config?: Bent }): AnyJourney {
  const kit = defineJourney({ ...parcelDeclaration, ...declaration } as never);
  return kit.setup(own as never).createMachine({ ...soundConfig, ...config } as never);
}

/** Adopts a machine that exists already. */
export function adopt(config: Bent, words: Bent = {}): AnyJourney {
  return defineJourney(parcelDeclaration as never).adopt(createMachine({ ...soundConfig, ...config } as never, words as never));
}

/** Everything that was refused, as sentences; empty where the journey was defined. */
export function refusals(attempt: () => unknown): readonly string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!JourneyError.is(error, 'InvalidDefinition')) throw error;
    const said = error.facts['refusals'];
    return Array.isArray(said) ? said : [];
  }
}
