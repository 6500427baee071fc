import { redactInteraction } from '../customer/briefing/redact-briefing.js';
import type { Withheld } from '../customer/briefing/interaction.js';
import type { DataClass } from '../model/data-class.js';
import type { HandoffPacket } from './handoff-packet.js';

/** The same packet for a role that sees facts of these classes only: what it does not see is still named, with its class, so that the person knows there is something to ask for. */
export function redactPacket(packet: HandoffPacket, sees: readonly DataClass[]): HandoffPacket {
  const { summary, intent, expects, ...rest } = packet;
  const [person, inside] = [sees.includes('personal'), sees.includes('internal')];
  const withheld = [...(packet.withheld ?? []), ...hidden('summary', 'personal', summary !== undefined && !person), ...hidden('expects', 'personal', expects !== undefined && !person), ...hidden('intent', 'internal', intent !== undefined && !inside), ...hidden('sentiment', 'personal', packet.sentiment.length > 0 && !person)];
  return {
    ...rest,
    ...(summary !== undefined && person && { summary }), ...(expects !== undefined && person && { expects }), ...(intent !== undefined && inside && { intent }),
    facts: packet.facts.map((fact) => (sees.includes(fact.dataClass) ? fact : { ...fact, value: undefined, withheld: true })),
    transcript: packet.transcript.map((words) => redactWords(words, sees)),
    attempts: packet.attempts.map(({ words, ...attempt }) => (words === undefined || person ? { ...attempt, ...(words !== undefined && { words }) } : { ...attempt, withheld: [...(attempt.withheld ?? []), ...hidden('words', 'personal', true)] })),
    sentiment: person ? packet.sentiment : [],
    ...(withheld.length > 0 && { withheld }),
  };
}

const hidden = (name: string, dataClass: DataClass, isHidden: boolean): readonly Withheld[] => (isHidden ? [{ name, dataClass }] : []);

function redactWords(words: HandoffPacket['transcript'][number], sees: readonly DataClass[]): HandoffPacket['transcript'][number] {
  const { at, direction, channel, text, buttons, suppressed, withheld = [] } = redactInteraction(words, sees);
  const all = withheld === words.withheld ? withheld : [...(words.withheld ?? []), ...withheld];
  return { at, direction, channel, ...(text !== undefined && { text }), ...(buttons !== undefined && { buttons }), ...(suppressed !== undefined && { suppressed }), ...(all.length > 0 && { withheld: all }) };
}
