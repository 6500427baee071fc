import { z } from 'zod';
import { capacitySchema, type Capacity } from './capacity.js';
import { readConfig } from './read-config.js';

/** What an agent can do: a level from 0 to 5, and until when the certificate holds, epoch milliseconds; without end where absent. */
export interface AgentSkill { readonly level: number; readonly until?: number }

/** A person who helps customers, as the host knows them; for `defineAgent`. */
export interface AgentOptions {
  readonly id: string;
  /** the queues they serve, each with the ring they stand in: 1 is asked first, 6 last (care-rules 3.2) */
  readonly queues: { readonly [queue: string]: number };
  /** none where absent */
  readonly skills?: { readonly [skill: string]: AgentSkill };
  readonly capacity: Capacity;
  /** when they are on duty, epoch milliseconds; always where absent */
  readonly shifts?: readonly { readonly from: number; readonly until: number }[];
  /** one of the desk's `schedules`, by which they are on duty too, for as long as it runs */
  readonly schedule?: string;
}

/** An agent that was checked. */
export interface Agent extends AgentOptions { readonly skills: { readonly [skill: string]: AgentSkill } }

const idSchema = z.string().min(1).max(100);
const agentSchema = z.strictObject({
  id: idSchema,
  queues: z.record(idSchema, z.int().min(1).max(6)).readonly(),
  skills: z.record(idSchema, z.strictObject({ level: z.number().min(0).max(5), until: z.number().exactOptional() }).readonly()).readonly().default({}),
  capacity: capacitySchema,
  shifts: z.array(z.strictObject({ from: z.number(), until: z.number() }).readonly().refine(({ from, until }) => from < until, 'it ends later than it begins')).max(1_000).readonly().exactOptional(),
  schedule: idSchema.exactOptional(),
});

/** Checks an agent once, so that matching can trust it. InvalidOptions. */
export const defineAgent = (options: AgentOptions): Agent => readConfig<Agent>(agentSchema, options, 'agent');
