import type { ChannelSuccess } from '../model/channel-success.js';
import type { ChannelPolicy } from './channel-policy.js';

/**
 * Whether a channel is trusted with an intent now (care-rules 3.17): from the moment that its lower bound reaches `proveAt`, until that falls
 * below `revokeAt` or the upper bound below `proveAt`. Nothing counted, or figures that make no sense, are no proof.
 */
export function isTrusted(success: ChannelSuccess | undefined, trusted: boolean, { proveAt, revokeAt }: ChannelPolicy): boolean {
  if (success === undefined || !isSound(success)) return false;
  return trusted ? success.lower >= revokeAt && success.upper >= proveAt : success.lower >= proveAt;
}

/** Whether a channel may yet turn out to be good enough: what is surely not is not tried on customers. */
export const mayBeProven = (success: ChannelSuccess | undefined, { proveAt }: ChannelPolicy): boolean =>
  success === undefined || (isSound(success) && success.upper >= proveAt);

/** The share that a channel solves at least, for ranking; 0 where nothing is known. */
export const sureShare = (success: ChannelSuccess | undefined): number => (success !== undefined && isSound(success) ? success.lower : 0);

const isSound = ({ lower, upper }: ChannelSuccess): boolean => lower >= 0 && lower <= upper && upper <= 1;
