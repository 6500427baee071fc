import { spreadOver } from '../model/spread-over.js';
import type { ChannelAsked, KnownChannel } from './channel-asked.js';
import type { ChannelPolicy } from './channel-policy.js';

/** fine enough for the smallest share that makes sense */
const parts = 1_000_000;

/**
 * The channel that a contact tries so that it can be proven, where it is one of the few that do (care-rules 3.17): drawn by its key, so the same
 * contact always tries the same, and over many keys the share is the policy's. `tries`: channels that nothing else speaks against.
 */
export function exploreChannel({ explore, lowRiskIntents }: ChannelPolicy, { key, intent }: ChannelAsked, tries: readonly KnownChannel[]): KnownChannel | undefined {
  if (intent === undefined || !lowRiskIntents.includes(intent) || spreadOver(`${intent}\n${key}`, parts) >= explore * parts) return undefined;
  return tries[spreadOver(`which\n${intent}\n${key}`, tries.length)];
}
