import { z } from 'zod';
import { readConfig } from '../model/read-config.js';
import { dataClassSchema } from '../model/data-class.js';
import { requiredSkillSchema } from '../model/required-skill.js';

const text = z.string().max(10_000);
const name = z.string().min(1).max(255);
const moment = z.number();
const withheldSchema = z.array(z.strictObject({ name, dataClass: dataClassSchema }).readonly()).max(1_000).readonly().exactOptional();

const factSchema = z.strictObject({
  name, value: z.unknown().optional(), dataClass: dataClassSchema, verified: z.boolean(), at: moment,
  /** where it is known: in a journey, in the conversation, of the customer */
  scope: z.enum(['journey', 'conversation', 'customer']), journey: name.exactOptional(), withheld: z.literal(true).exactOptional(),
}).readonly();

const wordsSchema = z.strictObject({
  at: moment, direction: z.enum(['in', 'out']), channel: name, text: text.exactOptional(), buttons: z.array(text).max(100).readonly().exactOptional(), suppressed: name.exactOptional(), withheld: withheldSchema,
}).readonly();

const attemptSchema = z.strictObject({ at: moment, words: text.exactOptional(), outcome: z.enum(['resolved', 'unresolved']).exactOptional(), article: text.exactOptional(), withheld: withheldSchema }).readonly();

const packetSchema = z.strictObject({
  contract: z.literal(1),
  at: moment,
  reason: name,
  because: z.array(name).max(50).readonly(),
  queue: name,
  skills: z.array(requiredSkillSchema).max(50).readonly(),
  priority: z.number().min(0).max(10),
  intent: z.strictObject({ name, confidence: z.number().min(0).max(1) }).readonly().exactOptional(),
  facts: z.array(factSchema).max(5_000).readonly(),
  transcript: z.array(wordsSchema).max(1_000).readonly(),
  summary: text.exactOptional(),
  attempts: z.array(attemptSchema).max(1_000).readonly(),
  articles: z.array(text).max(1_000).readonly(),
  sentiment: z.array(z.strictObject({ at: moment, value: z.number().min(-1).max(1) }).readonly()).max(1_000).readonly(),
  authentication: z.enum(['anonymous', 'claimed', 'vouched', 'verified', 'linked']),
  /** what the customer was told to expect */
  expects: text.exactOptional(),
  correlation: z.strictObject({ customer: name, instance: name.exactOptional(), conversation: name.exactOptional(), handoff: name }).readonly(),
  withheld: withheldSchema,
});

/** Everything that goes with a customer from a bot to a person, or from one person to another (care-rules 2.4). Times are epoch milliseconds. */
export type HandoffPacket = z.infer<typeof packetSchema>;
/** One thing that was given already, with its class and whether it was proven; no value where it is withheld. */
export type PacketFact = HandoffPacket['facts'][number];

/** Reads a packet that came from outside, such as from another router. InvalidOptions that names the place at fault and never what it holds. */
export const readHandoffPacket = (given: unknown): HandoffPacket => readConfig<HandoffPacket>(packetSchema, given, 'handoffPacket');
