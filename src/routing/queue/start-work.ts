import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import { requiredSkillSchema, type RequiredSkill } from '../../model/required-skill.js';
import type { WorkItem } from '../../model/work-item.js';

/** A contact that is to come to a person, as whoever hands it over says it. */
export interface WorkAsked {
  readonly id: string;
  readonly customer: string;
  readonly queue: string;
  readonly channel: string;
  readonly reason: string;
  /** 0 to 10, higher is more urgent; 0 where absent */
  readonly priority?: number;
  /** up to 50 */
  readonly skills?: readonly RequiredSkill[];
  readonly promised?: { readonly riskAt: number; readonly dueAt: number };
  /** up to 100, who suits it and how well, 0 to 1 */
  readonly preferred?: readonly { readonly agent: string; readonly score: number }[];
  /** who helped last; say it only while the conversation is still the same */
  readonly lastAgent?: string;
}

const nameSchema = z.string().min(1).max(255);
const askedSchema = z.strictObject({
  id: nameSchema, customer: nameSchema, queue: nameSchema, channel: nameSchema, reason: nameSchema,
  priority: z.number().min(0).max(10).default(0),
  skills: z.array(requiredSkillSchema).max(50).readonly().default([]),
  promised: z.strictObject({ riskAt: z.number(), dueAt: z.number() }).readonly().exactOptional(),
  preferred: z.array(z.strictObject({ agent: nameSchema, score: z.number().min(0).max(1) }).readonly()).max(100).readonly().exactOptional(),
  lastAgent: nameSchema.exactOptional(),
});

/** Makes the contact that `stepWork` goes on with, waiting in its queue since a moment. InvalidOptions. */
export function startWork(asked: WorkAsked, at: number): WorkItem {
  const read = readConfig(askedSchema, asked, 'work');
  return { ...read, since: at, overflowed: [], tries: 0, turn: 0, life: { status: 'waiting', kind: 'live', from: at } };
}
