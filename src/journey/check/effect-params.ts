import { z } from 'zod';
import { contactReasons, nextSteps } from '../../model/contact-reason.js';
import { capabilitySchema } from '../../model/capability.js';
import { defaultLimits } from '../../model/limits.js';
import { issueOutcomes } from '../../model/pending-issue.js';

const word = z.string().min(1).max(defaultLimits.keyLength);
const delay = z.number().min(0).max(defaultLimits.delayMs);
const purpose = z.enum(['transactional', 'service', 'survey', 'marketing']);
const priority = z.enum(['low', 'normal', 'high']);

/** What each effect's params must be; the compiler says the same to those who write journeys in TypeScript. */
export const effectParams: Readonly<Record<string, z.ZodType>> = {
  send: z.strictObject({
    channel: word, purpose, text: z.string().optional(), template: word.optional(), locale: word.optional(), subject: z.string().optional(),
    buttons: z.array(z.string()).optional(), mediaUrl: z.string().optional(), among: z.array(word).optional(), not: z.array(word).optional(),
    acknowledgement: z.boolean().optional(), expiresInMs: delay.optional(), when: z.literal('best').optional(), as: word.optional(), next: z.partialRecord(z.enum(contactReasons), z.enum(nextSteps)).optional(),
  }),
  remember: z.strictObject({ facts: z.array(word).min(1) }),
  handoff: z.strictObject({ queue: word, reason: word, skills: z.array(word).optional(), priority: z.number().optional() }),
  startJourney: z.strictObject({ journey: word, inMs: delay.optional(), data: z.looseObject({}).optional() }),
  schedule: z.strictObject({ name: word, inMs: delay, event: word, data: z.looseObject({}).optional() }),
  record: z.strictObject({ metric: word, value: z.number().optional() }),
  promise: z.strictObject({ name: word, words: z.string().min(1).max(1_000), inMs: delay.optional() }),
  keepPromise: z.strictObject({ name: word }),
  updateProfile: z.strictObject({ locale: word.optional(), name: word.optional(), timeZone: word.optional(), country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters, such as AT').optional() }).refine((told) => Object.keys(told).length > 0, 'it tells nothing of the profile'),
  attempt: z.strictObject({ words: z.string().min(1).max(1_000), outcome: z.enum(['resolved', 'unresolved']).optional(), article: word.optional() }),
  steer: z.strictObject({ intent: word.optional(), needs: z.array(capabilitySchema).optional(), urgency: z.enum(['ten-seconds', 'five-minutes', 'one-hour', 'one-day']).optional(), among: z.array(word).min(1).optional(), purpose: purpose.optional() }),
  outcome: z.strictObject({ outcome: z.enum(issueOutcomes), intent: word.optional(), channel: word.optional(), confirmed: z.boolean().optional(), cost: z.int().min(0).optional() }),
  survey: z.strictObject({ kind: z.enum(['csat', 'nps', 'ces']), rating: z.number().optional() }),
  invite: z.strictObject({ to: word }),
  'crm.openCase': z.strictObject({ subject: z.string().min(1), priority: priority.optional(), facts: z.array(word).optional() }),
  'crm.updateCase': z.strictObject({ note: z.string().optional(), priority: priority.optional(), followUpInMs: delay.optional() }),
  'crm.closeCase': z.strictObject({ resolution: z.enum(['confirmed', 'assumed', 'unresolved']), followUpInMs: delay.optional() }),
  'crm.upsert': z.strictObject({ facts: z.array(word).min(1) }),
  'crm.logInteraction': z.strictObject({ summary: z.string() }),
};
