import type { DataClass } from '../../model/data-class.js';
import type { IntentReading } from '../../model/intent-reading.js';
import type { BriefedConversation, BriefedIntent } from './briefing.js';

/** The same conversation for a role: what the customer wants is internal, the words that point at it are personal. */
export function redactIntent(conversation: BriefedConversation, sees: readonly DataClass[]): BriefedConversation {
  const { intent, ...rest } = conversation;
  if (intent === undefined) return conversation;
  if (!sees.includes('internal')) return { ...rest, intent: { at: intent.at, verdict: intent.verdict, likely: [], withheld: [{ name: 'intent', dataClass: 'internal' }] } };
  return sees.includes('personal') ? conversation : { ...rest, intent: withoutWords(intent) };
}

const withoutWords = (intent: BriefedIntent): BriefedIntent => ({ ...withoutPerson(intent), at: intent.at, withheld: [{ name: 'words', dataClass: 'personal' }, { name: 'sentiment', dataClass: 'personal' }] });

/** A reading without what the customer said and how they sounded. */
export function withoutPerson({ sentiment: _hidden, ...reading }: IntentReading): IntentReading {
  return { ...reading, likely: reading.likely.map((one) => ({ ...one, evidence: one.evidence.map((piece) => (piece.kind === 'words' ? { ...piece, says: [] } : piece)) })) };
}
