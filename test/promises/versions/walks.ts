import { z } from 'zod';
import { days, defineJourney, type AnyJourney } from 'throughline';
import type { Chance } from '../simulation/chance.js';

/** A random way through states by three events, as data, so that another version of it can be made. */
export interface Walk { readonly states: readonly string[]; /** where each event leads from each state; absent: it is not handled there */ readonly ways: { readonly [state: string]: { readonly [event: string]: string } } }

export const walkEvents = ['walk.left', 'walk.right', 'walk.on'] as const;
const names = ['hall', 'street', 'park', 'shop', 'river', 'bridge', 'tower'] as const;

/** Each state can be reached, and each leads somewhere. */
export function randomWalk(chance: Chance): Walk {
  const states = names.slice(0, 2 + chance.below(names.length - 1)).toSorted(() => chance.below(3) - 1);
  const ways = Object.fromEntries(states.map((state, at) => {
    const some = walkEvents.filter(() => chance.oneIn(2)).map((event) => [event, states[chance.below(states.length)] ?? state]);
    return [state, { ...Object.fromEntries(some), 'walk.on': states[(at + 1) % states.length] ?? state }];
  }));
  return { states, ways };
}

/** What an author may make of it: other ways, other states, or one state less. */
export function nextWalk(walk: Walk, chance: Chance): Walk {
  return chance.oneIn(3) ? randomWalk(chance) : withoutState(walk, chance.pick(['hall', ...walk.states]));
}

/** The same without a state, if more than one is left. */
export function withoutState({ states, ways }: Walk, gone: string): Walk {
  const left = states.filter((state) => state !== gone);
  if (left.length === 0) return { states, ways };
  const bypass = Object.fromEntries(left.map((state, at) => [state, { ...Object.fromEntries(Object.entries(ways[state] ?? {}).filter(([, to]) => to !== gone)), 'walk.on': left[(at + 1) % left.length] ?? state }]));
  return { states: left, ways: bypass };
}

/** The journey of a walk: it says in every state where it is, and as which version. `speaksAs`: a version that pretends to be another. */
export function walkJourney({ states, ways }: Walk, version: number, speaksAs = version): AnyJourney {
  const [first = ''] = states;
  const { setup } = defineJourney({
    id: 'walk', version, ttlMs: days(30), facts: {}, channels: { chat: ['text'] },
    events: { 'walk.begun': z.object({}), 'walk.left': z.object({}), 'walk.right': z.object({}), 'walk.on': z.object({}) },
    entry: { on: ['walk.begun'], reentry: { mode: 'never' } },
  });
  const inside = Object.fromEntries(states.map((state) => [state, {
    entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: `${state} of version ${speaksAs}` } }, on: ways[state] ?? {}, after: { [days(9)]: 'over' },
  }]));
  return setup({}).createMachine({ id: 'walk', context: {}, initial: first, states: { ...inside, over: { type: 'final' } } } as never) as unknown as AnyJourney;
}
