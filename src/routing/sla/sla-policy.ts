import { z } from 'zod';
import { days, seconds } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** What is promised (care-rules 3.7): an answer to the first message, to each later one, an end of the customer's waiting, an end of the work. */
export type SlaMetric = 'first-reply' | 'next-reply' | 'requester-wait' | 'agent-work';

/** How long something may take. */
export interface SlaTarget {
  /** milliseconds, from 15 seconds to a year */
  readonly ms: number;
  /** the name of the business hours that count; all hours where absent */
  readonly hours?: string;
}

/** One agreement, as a host writes it down. */
export interface SlaPolicyOptions {
  readonly name: string;
  /** which contacts it is for, each of what is said must hold; all where absent */
  readonly when?: { readonly queues?: readonly string[]; readonly channels?: readonly string[]; /** 0 to 10 */ readonly priorityFrom?: number };
  readonly targets: { readonly [M in SlaMetric]?: SlaTarget };
  /** the share of a target from which it is at risk, below 1; 0.8 where absent */
  readonly atRiskFrom?: number;
}

/** An agreement that was checked. */
export interface SlaPolicy extends SlaPolicyOptions { readonly atRiskFrom: number }

const namesSchema = z.array(z.string()).readonly().exactOptional();
const targetSchema = z.strictObject({ ms: z.number().min(seconds(15)).max(days(366)), hours: z.string().exactOptional() }).readonly().exactOptional();
const policiesSchema = z.array(z.strictObject({
  name: z.string().min(1),
  when: z.strictObject({ queues: namesSchema, channels: namesSchema, priorityFrom: z.number().min(0).max(10).exactOptional() }).readonly().exactOptional(),
  targets: z.strictObject({ 'first-reply': targetSchema, 'next-reply': targetSchema, 'requester-wait': targetSchema, 'agent-work': targetSchema }).readonly(),
  atRiskFrom: z.number().positive().max(0.99).default(0.8),
}).readonly()).max(1_000).readonly();

/** Checks agreements once, in the order in which they are asked; for `slaPolicyOf`. InvalidOptions. */
export const defineSlaPolicies = (options: readonly SlaPolicyOptions[]): readonly SlaPolicy[] => readSlaPolicies(options, 'slaPolicies');

/** The same for those that stand elsewhere, which a refusal names. */
export const readSlaPolicies = (options: readonly SlaPolicyOptions[], place: string): readonly SlaPolicy[] => readConfig<readonly SlaPolicy[]>(policiesSchema, options, place);

/** The agreement that a contact is under: the first whose conditions all hold. A contact that changes is asked for again, and its clock counts from the beginning by the other one. */
export const slaPolicyOf = (policies: readonly SlaPolicy[], { queue, channel, priority }: { readonly queue: string; readonly channel: string; readonly priority: number }): SlaPolicy | undefined =>
  policies.find(({ when: { queues, channels, priorityFrom = 0 } = {} }) => queues?.includes(queue) !== false && channels?.includes(channel) !== false && priority >= priorityFrom);
