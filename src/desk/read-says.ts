import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { days } from '../model/duration.js';
import { requiredSkillSchema } from '../model/required-skill.js';
import type { DeskSays } from './create-router.js';

const name = z.string().min(1).max(255);
const turn = z.int().exactOptional();
/** as far ahead as a call is promised at most */
const mostAheadMs = days(30);
const due = z.number().min(0);
const by = { agent: name, turn };

const saysSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...by, type: z.enum(['accept', 'reject', 'finish', 'wrapped', 'confer', 'complete', 'call-off', 'not-reached']) }),
  z.strictObject({ ...by, type: z.literal('transfer'), transfer: z.enum(['cold', 'warm']), to: name }),
  z.strictObject({ ...by, type: z.literal('move'), queue: name, skills: z.array(requiredSkillSchema).max(50).readonly().exactOptional() }),
  z.strictObject({ ...by, type: z.literal('hand-back'), resume: name.exactOptional() }),
  z.strictObject({ ...by, type: z.literal('promise-callback'), due, mine: z.boolean() }),
  z.strictObject({ type: z.literal('callback-asked'), turn, due: due.exactOptional() }),
  z.strictObject({ type: z.enum(['person-asked', 'bot-solved', 'customer-left', 'take-back']), turn }),
]);

/** Reads what somebody says of a contact; a call is promised for a moment within 30 days (care-rules 2.2). InvalidInput that names the place at fault and never what it holds. */
export function readSays(given: DeskSays, at: number): DeskSays {
  const read = saysSchema.safeParse(given);
  if (!read.success) throw invalid(read.error.issues[0]?.path.map(String).join('.') ?? '');
  if ('due' in read.data && (read.data.due ?? 0) > at + mostAheadMs) throw invalid('due', mostAheadMs);
  return read.data;
}

const invalid = (path: string, limit?: number): JourneyError =>
  new JourneyError('InvalidInput', limit === undefined ? 'What is said of a contact cannot be read.' : 'A call is promised for a moment within 30 days.', { path: `says.${path}`, ...(limit !== undefined && { limit }) });
