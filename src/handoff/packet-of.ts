import type { Briefing } from '../customer/briefing/briefing.js';
import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { withoutContacts } from '../customer/briefing/without-contacts.js';
import type { RequiredSkill } from '../model/required-skill.js';
import type { HandoffPacket, PacketFact } from './handoff-packet.js';

/** What an orchestrator's `handoff` is called with, as far as a packet is made of it. */
export type HandoffAsked = Omit<HandoffRequest, 'tenant'>;

/** What a bot, or a person, adds of its own. */
export interface HandoffAdded {
  /** all reasons, as `shouldHandOver` gives them */
  readonly because?: readonly string[];
  readonly summary?: string;
  /** with levels, in place of the names the journey gave */
  readonly skills?: readonly RequiredSkill[];
  /** how the customer sounded, oldest first, -1 to 1; as it was read at the last contact where absent */
  readonly sentiment?: HandoffPacket['sentiment'];
  readonly expects?: string;
}

/** Makes the packet of a handoff: every fact that the briefing has goes along, also one that is withheld from the role it was made for, by its name (care-rules section 4, 15), but for what a desk keeps of its own contacts. */
export function packetOf(asked: HandoffAsked, added: HandoffAdded = {}): HandoffPacket {
  const { briefing, key, customer, instance, queue, reason, priority } = asked;
  const { conversation } = briefing;
  const { summary, expects } = added;
  const [likely] = conversation?.intent?.likely ?? [];
  return {
    contract: 1, at: briefing.at, reason, because: added.because ?? [reason], queue, priority: Math.min(10, Math.max(0, priority)),
    skills: added.skills ?? asked.skills.map((skill) => ({ skill })),
    ...(likely !== undefined && { intent: { name: likely.name, confidence: likely.probability } }),
    facts: factsOf(briefing), transcript: transcriptOf(briefing),
    ...(summary !== undefined && { summary }), ...(expects !== undefined && { expects }),
    attempts: briefing.attempts.map(({ instance: _where, ...attempt }) => attempt), articles: [...new Set(briefing.attempts.flatMap(({ article }) => article ?? []))],
    sentiment: added.sentiment ?? sentimentOf(briefing), authentication: authenticationOf(briefing),
    correlation: { customer, instance, handoff: key, ...(conversation !== undefined && { conversation: conversation.id }) },
  };
}

function factsOf({ journeys, facts }: Briefing): readonly PacketFact[] {
  const inJourneys = withoutContacts(journeys).flatMap((one) => one.facts.map(({ origin, ...fact }) => ({ ...fact, at: origin.at, scope: 'journey' as const, journey: one.journey })));
  return [...inJourneys, ...facts.map(({ origin, ...fact }) => ({ ...fact, at: origin.at }))];
}

const transcriptOf = ({ interactions }: Briefing): HandoffPacket['transcript'] => interactions.map(({ at, direction, channel, text, buttons, suppressed, withheld }) => ({
  at, direction, channel, ...(text !== undefined && { text }), ...(buttons !== undefined && { buttons }), ...(suppressed !== undefined && { suppressed }), ...(withheld !== undefined && { withheld }),
}));

function sentimentOf({ conversation }: Briefing): HandoffPacket['sentiment'] {
  const { intent } = conversation ?? {};
  return intent?.sentiment === undefined ? [] : [{ at: intent.at, value: intent.sentiment }];
}

const levels = ['claimed', 'vouched', 'verified', 'linked'] as const;

/** The surest way in which anybody knows who it is. */
const authenticationOf = ({ who }: Briefing): HandoffPacket['authentication'] => levels.findLast((level) => [...who.identities, ...who.claims].some(({ how }) => how === level)) ?? 'anonymous';
