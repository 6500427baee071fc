import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, type AnyJourney } from 'throughline';

/** What a journey of an author may look at and must not. */
export const unfaithfulTo = {
  'the clock of the machine': () => String(Date.now()),
  'chance': () => String(Math.random()),
  'the language of the machine': () => 'I'.toLocaleLowerCase(),
  'the zone of the machine': () => String(new Date(0).getHours()),
} as const;

/** A journey that remembers something that it was not told. */
export function unfaithful(bug: string): AnyJourney {
  const look = Object.entries(unfaithfulTo).find(([name]) => name === bug)?.[1];
  if (look === undefined) throw new Error(`nobody looks at ${bug}`);
  const { setup } = defineJourney({
    id: 'oath', version: 1, ttlMs: days(30), events: { 'oath.sworn': z.object({}) }, facts: { seen: facts.internal(z.string()) }, channels: {},
    entry: { on: ['oath.sworn'], reentry: { mode: 'never' } },
  });
  return setup({ actions: { look: assign(() => ({ seen: look() })) } }).createMachine({
    id: 'oath', context: { seen: '' }, initial: 'begun', states: { begun: { on: { 'oath.sworn': { actions: 'look' } }, after: { [days(50)]: 'over' } }, over: { type: 'final' } },
  });
}
