import type { AgentAtWork, Holding } from '../../model/agent-at-work.js';
import type { Capacity } from '../../model/capacity.js';

/** Why an agent has no place for one more contact. */
export type RoomReason = 'not-on-channel' | 'channel-full' | 'units-full' | 'not-interruptible';

/** Asks whether an agent may begin one more contact on a channel (care-rules 3.4); what speaks against it, or `undefined` where nothing does. */
export function roomFor({ agent: { capacity }, holding }: AgentAtWork, channel: string): RoomReason | undefined {
  const { interrupts } = capacity;
  if (!isOnChannel(capacity, channel)) return 'not-on-channel';
  const taken = takenOf(capacity, holding);
  const full = overBy(capacity, taken, { channel, more: 1 });
  if (full !== undefined) return full;
  return taken.some((one) => one.channel !== channel && ownOf(interrupts, one.channel)?.includes(channel) === false) ? 'not-interruptible' : undefined;
}

/** Asks whether an agent holds more than they should: only work given by hand, or a thread that goes on after a rest, makes it so, and a supervisor is told. */
export const isOverloaded = ({ agent: { capacity }, holding }: AgentAtWork): boolean =>
  holding.some(({ channel }) => overBy(capacity, takenOf(capacity, holding), { channel, more: 0 }) !== undefined);

/** The share of an agent's places that is free, 0 to 1: of units where they are counted, else of contacts. For comparing agents. */
export function spareShare({ agent: { capacity }, holding }: AgentAtWork): number {
  const taken = takenOf(capacity, holding);
  const { units, perChannel = {} } = capacity;
  const most = units?.total ?? Object.values(perChannel).reduce((sum, count) => sum + count, 0);
  return most > 0 ? Math.max(0, 1 - (units === undefined ? taken.length : unitsOf(units, taken)) / most) : 0;
}

/** The channels on which an agent takes anything at all. */
export const channelsOf = ({ perChannel, units }: Capacity): readonly string[] => Object.keys(perChannel ?? units?.weights ?? {});

/** Asks whether an agent takes anything from a channel. */
export const isOnChannel = ({ perChannel, units }: Capacity, channel: string): boolean =>
  (perChannel === undefined || (ownOf(perChannel, channel) ?? 0) > 0) && (units === undefined || ownOf(units.weights, channel) !== undefined);

type Taken = Pick<Holding, 'channel'>;

const takenOf = ({ pausedFrees = false }: Capacity, holding: readonly Holding[]): readonly Taken[] => (pausedFrees ? holding.filter(({ status }) => status !== 'paused') : holding);

function overBy({ perChannel, units }: Capacity, taken: readonly Taken[], { channel, more }: { readonly channel: string; readonly more: number }): RoomReason | undefined {
  if (perChannel !== undefined && countOn(taken, channel) + more > (ownOf(perChannel, channel) ?? 0)) return 'channel-full';
  return units !== undefined && unitsOf(units, taken) + more * (ownOf(units.weights, channel) ?? 0) > units.total ? 'units-full' : undefined;
}

const countOn = (taken: readonly Taken[], channel: string): number => taken.reduce((count, one) => (one.channel === channel ? count + 1 : count), 0);

const unitsOf = ({ weights }: NonNullable<Capacity['units']>, taken: readonly Taken[]): number => taken.reduce((sum, { channel }) => sum + (ownOf(weights, channel) ?? 0), 0);

const ownOf = <T>(record: { readonly [key: string]: T } | undefined, key: string): T | undefined => (record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined);
