import { assign, raise } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';

/** The ten kinds of poison that one customer in a hundred brings. */
export const poisons = [
  'guard throws', 'always loops', 'context of fifty megabytes', 'depth bomb', 'BigInt', 'cycle', 'adapter never answers', 'adapter throws no Error', 'text that makes a pattern slow', 'store refuses it',
] as const;
export type Poison = (typeof poisons)[number];

/** Whether the authors have mended what their poison broke: then all of it is tried again. */
export interface Mending { done: boolean }

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const nested = (): unknown => { let value: unknown = 1; for (let level = 0; level < 100_000; level += 1) value = [value]; return value; };

/** What the author's code makes of a poisoned request. */
const spoilt: { readonly [P in Poison]?: () => unknown } = {
  'context of fifty megabytes': () => 'x'.repeat(50_000_000), 'depth bomb': nested, 'BigInt': () => 7n, 'cycle': () => cycle,
};

/** a pattern of the host's that tries every way to part a text: a blink longer with each letter */
const slowPattern = /^(a+)+$/;
export const slowText = `${'a'.repeat(20)}!`;

/** A care journey of every ingredient: a question, an activity, two messages and a delay, any of which its poison may spoil. */
export function poisonedJourney(mending: Mending) {
  const { setup } = defineJourney({
    id: 'care', version: 1,
    events: { 'care.asked': z.object({ poison: z.string() }), 'care.told': z.object({ text: z.string() }), 'turn.taken': noData },
    facts: { poison: facts.internal(z.string()), note: facts.internal(z.any()), turns: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    activities: { find: activity({ input: z.object({ poison: z.string() }), output: z.object({ found: z.string() }), timeoutMs: seconds(2), attempts: 2 }) },
    entry: { on: ['care.asked'], reentry: { mode: 'never' } },
    ttlMs: days(30),
  });
  const is = (poison: string, kind: Poison): boolean => !mending.done && poison === kind;
  return setup({
    guards: {
      sound: ({ context, event }) => {
        if (is(context.poison, 'guard throws')) throw new TypeError('cannot read it');
        return event.type !== 'care.told' || !slowPattern.test(event.data.text);
      },
      looping: ({ context }) => is(context.poison, 'always loops'),
    },
    actions: {
      note: assign({ note: ({ context, event }) => ((!mending.done && spoilt[context.poison as Poison]?.()) || (event.type === 'care.told' ? event.data.text.length : 0)) }),
      turn: assign({ turns: ({ context }) => context.turns + 1 }),
    },
  }).createMachine({
    id: 'care', context: ({ input }) => ({ poison: input.event.data.poison, note: 0, turns: 0 }), initial: 'asked',
    states: {
      asked: { invoke: { src: 'find', input: ({ context }) => ({ poison: context.poison }), onDone: 'found', onError: 'found' } },
      found: {
        entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We have found it.' } },
        on: { 'care.told': { guard: 'sound', target: 'told', actions: 'note' } },
        after: { [days(9)]: 'over' },
      },
      told: {
        entry: 'turn',
        always: { guard: 'looping', target: 'again' },
        after: { [hours(1)]: { target: 'over', actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'All is done.' } } }, [days(9)]: 'over' },
      },
      again: { entry: raise({ type: 'turn.taken', data: {}, at: 0 }), on: { 'turn.taken': 'told' } },
      over: { type: 'final' },
    },
  });
}

/** how long the chat may take, and how soon a dead letter is made of what it never takes */
export const timing = { callMs: seconds(1), leaseMs: minutes(1), retryAttempts: 3, retryFirstMs: 500, retryMaxMs: seconds(5), pollMs: seconds(30) } as const;
