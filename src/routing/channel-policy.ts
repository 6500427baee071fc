import { z } from 'zod';
import { readConfig } from '../model/read-config.js';

/** When a channel is trusted with an intent, as a host writes it down. */
export interface ChannelPolicyOptions {
  /** it is, once so large a share of issues is solved for sure; 0.85 where absent (care-rules 3.17) */
  readonly proveAt?: number;
  /** it is no more, once so large a share is not sure; 0.03 below `proveAt` where absent, so that chance does not move customers to and fro */
  readonly revokeAt?: number;
  /** the share of contacts that try a channel that may yet be proven, up to 0.05; 0.02 where absent */
  readonly explore?: number;
  /** intents that a try may fail without harm; none where absent, and then nothing is tried */
  readonly lowRiskIntents?: readonly string[];
}

/** A policy that was checked; for `chooseChannel`. */
export type ChannelPolicy = Required<ChannelPolicyOptions>;

const policySchema = z.strictObject({
  proveAt: z.number().min(0.5).max(0.99).default(0.85),
  revokeAt: z.number().min(0).exactOptional(),
  explore: z.number().min(0).max(0.05).default(0.02),
  lowRiskIntents: z.array(z.string()).readonly().default([]),
}).refine(({ proveAt, revokeAt = 0 }) => revokeAt <= proveAt, { path: ['revokeAt'], message: 'it is no higher than proveAt' });

/** Checks a policy once. InvalidOptions. */
export function defineChannelPolicy(options: ChannelPolicyOptions = {}): ChannelPolicy {
  const read = readConfig(policySchema, options, 'channelPolicy');
  return { ...read, revokeAt: read.revokeAt ?? read.proveAt - 0.03 };
}
