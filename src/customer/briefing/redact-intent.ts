import type { DataClass } from '../../model/data-class.js';
import type { BriefedConversation, BriefedIntent } from './briefing.js';

/** The same conversation for a role: what the customer wants is internal, the words that point at it are personal. */
export function redactIntent(conversation: BriefedConversation, sees: readonly DataClass[]): BriefedConversation {
  const { intent, ...rest } = conversation;
  if (intent === undefined) return conversation;
  if (!sees.includes('internal')) return { ...rest, intent: { at: intent.at, verdict: intent.verdict, likely: [], withheld: [{ name: 'intent', dataClass: 'internal' }] } };
  return sees.includes('personal') ? conversation : { ...rest, intent: withoutWords(intent) };
}

function withoutWords({ sentiment: _hidden, ...intent }: BriefedIntent): BriefedIntent {
  const likely = intent.likely.map((one) => ({ ...one, evidence: one.evidence.map((piece) => (piece.kind === 'words' ? { ...piece, says: [] } : piece)) }));
  return { ...intent, likely, withheld: [{ name: 'words', dataClass: 'personal' }, { name: 'sentiment', dataClass: 'personal' }] };
}
