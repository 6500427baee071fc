import type { ChannelChoice } from '../../routing/channel-choice.js';
import type { ChannelCheck } from '../../routing/channel-checks.js';
import type { WeighedChannel } from '../../routing/choose-channel.js';
import { takesNew } from '../../routing/retirement-stage.js';
import type { Capability } from '../../model/capability.js';
import { openThreadAt } from '../conversation/thread.js';
import { declarationOf } from '../journey-book.js';
import type { TurnWorld } from '../turn-world.js';
import { chooseFor, type ChoosingFor } from './choose-for.js';
import { emptyModel } from './empty-model.js';
import { hasAddressOn, mayWriteOn } from './may-write-on.js';

/** What speaks against the channel that comes nearest to being another one. */
export type StrandedBy = 'no-address' | 'not-permitted' | 'not-accessible' | 'retiring';

/** Which channel is asked about, and what counts. */
export interface UseAsked {
  /** the host's name */
  readonly channel: string;
  /** what another channel must be able to carry, so that it can take this one's place */
  readonly needs: readonly Capability[];
  /** who was heard within it counts as somebody who comes, milliseconds */
  readonly recentMs: number;
  /** the goal of the journey by which customers are told */
  readonly notice?: { readonly journey: string; readonly goal: string };
}

/** What one customer has to do with a channel; `undefined` where nothing: no address there, and never heard there. */
export interface CustomerUse {
  readonly isTold: boolean;
  /** heard there once and somewhere lately: whether they still come there, or went elsewhere */
  readonly comes?: 'there' | 'elsewhere';
  readonly talks: boolean;
  /** runs that could write to them nowhere else */
  readonly runs: number;
  readonly stranded?: StrandedBy;
}

/** Looks at one customer: whether they would lose anything with a channel (care-rules 3.20). */
export function useOf(world: TurnWorld, whom: ChoosingFor, asked: UseAsked): CustomerUse | undefined {
  const { choice } = world;
  const { state, now } = whom;
  const heardAt = state.conversations[asked.channel]?.heardAt;
  const isTheirs = hasAddressOn(world.channels[asked.channel], state);
  if (choice === undefined || (!isTheirs && heardAt === undefined)) return undefined;
  const weighed = chooseFor(world, whom, { key: 'use', needs: asked.needs })?.weighed ?? [];
  const others = weighed.filter(({ channel }) => channel !== asked.channel).map((one) => ({ channel: one.channel, ...against(choice, whom, one) }));
  const stranded = strandedBy(others);
  const comes = heardAt === undefined ? undefined : comesNow(whom, asked);
  return {
    isTold: asked.notice !== undefined && isTold(whom, asked.notice), ...(comes !== undefined && { comes }),
    talks: openThreadAt(state, { now, windowMs: world.threadWindowMs, channel: asked.channel })?.channels.includes(asked.channel) === true,
    runs: runsWithoutOther(world, whom, { channel: asked.channel, others: others.filter(({ by }) => by === undefined).map(({ channel }) => channel) }),
    ...(stranded !== undefined && { stranded }),
  };
}

interface Other { readonly channel: string; readonly carries: boolean; readonly by?: StrandedBy }

/** What a channel cannot carry at all is no other; of the rest the first thing that speaks against it. */
function against(choice: ChannelChoice, { model = emptyModel }: ChoosingFor, { channel, checks }: WeighedChannel): Omit<Other, 'channel'> {
  const failed = (check: ChannelCheck['check']): boolean => checks.some((one) => one.check === check && one.failed !== undefined);
  const by = failed('address') ? 'no-address' : failed('permission') ? 'not-permitted' : failed('accessibility') ? 'not-accessible' : takesNew(choice.stageOf(channel, model)) ? undefined : 'retiring';
  return { carries: !failed('capability'), ...(by !== undefined && { by }) };
}

const nearest = ['retiring', 'not-accessible', 'not-permitted', 'no-address'] as const satisfies readonly StrandedBy[];

function strandedBy(others: readonly Other[]): StrandedBy | undefined {
  const carrying = others.filter(({ carries }) => carries);
  if (carrying.some(({ by }) => by === undefined)) return undefined;
  return nearest.find((reason) => carrying.some(({ by }) => by === reason)) ?? 'no-address';
}

/** A run goes on elsewhere only by a channel that its own journey may use. */
function runsWithoutOther(world: TurnWorld, { state }: ChoosingFor, { channel, others }: { readonly channel: string; readonly others: readonly string[] }): number {
  if (!mayWriteOn(world.channels[channel], state)) return 0;
  const left = others.filter((other) => mayWriteOn(world.channels[other], state));
  return state.instances.filter(({ journey, version }) => {
    const known = world.book.find(journey, version);
    const uses = known === undefined ? [channel] : Object.keys(declarationOf(known).channels);
    return uses.includes(channel) && !left.some((other) => uses.includes(other));
  }).length;
}

function comesNow({ state, now }: ChoosingFor, { channel, recentMs }: UseAsked): CustomerUse['comes'] {
  const isRecent = (name: string): boolean => now - (state.conversations[name]?.heardAt ?? -Infinity) <= recentMs;
  if (isRecent(channel)) return 'there';
  return Object.keys(state.conversations).some(isRecent) ? 'elsewhere' : undefined;
}

/** By a run that is under way, or by the last that was. */
const isTold = ({ state }: ChoosingFor, { journey, goal }: NonNullable<UseAsked['notice']>): boolean =>
  [...state.instances, ...state.ended].some((run) => run.journey === journey && Object.hasOwn(run.goals, goal));
