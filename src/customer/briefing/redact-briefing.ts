import type { DataClass } from '../../model/data-class.js';
import type { BriefedIdentity, Briefing, KnownFact } from './briefing.js';
import type { Interaction, Withheld } from './interaction.js';
import { redactCrm } from './redact-crm.js';
import { redactIntent } from './redact-intent.js';

/** What a role sees, and how careful to be with a field of the CRM by its name. */
export interface RoleSees { readonly sees: readonly DataClass[]; readonly classOf: (field: string) => DataClass }

/** The same briefing for a role: what it does not see is still named, with its class, so that the person knows there is something to ask for. */
export function redactBriefing(briefing: Briefing, role: RoleSees): Briefing {
  const { sees } = role;
  const fact = <F extends KnownFact>(one: F): F => (sees.includes(one.dataClass) ? one : { ...one, value: undefined, withheld: true });
  const interactions = { interactions: briefing.interactions.map((one) => redactInteraction(one, sees)), web: briefing.web.map((one) => redactInteraction(one, sees)) };
  const told = { ...briefing, ...interactions, journeys: briefing.journeys.map((journey) => ({ ...journey, facts: journey.facts.map(fact) })), facts: briefing.facts.map(fact), crm: redactCrm(briefing.crm, role), ...(briefing.conversation !== undefined && { conversation: redactIntent(briefing.conversation, sees) }) };
  return sees.includes('personal') ? told : withoutPerson(told);
}

/** The same interaction for a role: what was said is personal, which page was looked at internal. */
export function redactInteraction(interaction: Interaction, sees: readonly DataClass[]): Interaction {
  const { text, buttons, page, title, ...rest } = interaction;
  const hidesWords = !sees.includes('personal');
  const hidesText = text !== undefined && hidesWords;
  const hidesButtons = buttons !== undefined && hidesWords;
  const hidesPage = page !== undefined && !sees.includes('internal');
  const hidesTitle = title !== undefined && !sees.includes('internal');
  if (!hidesText && !hidesButtons && !hidesPage && !hidesTitle) return interaction;
  return {
    ...rest, ...(text !== undefined && !hidesText && { text }), ...(buttons !== undefined && !hidesButtons && { buttons }), ...(page !== undefined && !hidesPage && { page }), ...(title !== undefined && !hidesTitle && { title }),
    withheld: [...(hidesText ? [personal('text')] : []), ...(hidesButtons ? [personal('buttons')] : []), ...(hidesPage ? [internal('page')] : []), ...(hidesTitle ? [internal('title')] : [])],
  };
}

/** Names, addresses, words about the customer and where consent is written down tell who somebody is. */
function withoutPerson(briefing: Briefing): Briefing {
  const { who } = briefing;
  const { name, ...profile } = briefing.profile;
  return {
    ...briefing, identities: [], who: { ...who, identities: who.identities.map(withoutValue), claims: who.claims.map(withoutValue), merged: who.merged.map(({ because: _hidden, ...merge }) => ({ ...merge, withheld: [personal('because')] })) },
    promises: briefing.promises.map(({ words: _hidden, ...promise }) => ({ ...promise, withheld: [personal('words')] })),
    attempts: briefing.attempts.map(({ words: _hidden, ...attempt }) => ({ ...attempt, withheld: [personal('words')] })),
    profile: name === undefined ? profile : { ...profile, withheld: [personal('name')] },
    consents: briefing.consents.map(({ evidence, ...consent }) => (evidence === undefined ? consent : { ...consent, withheld: [personal('evidence')] })),
  };
}

const withoutValue = ({ value: _hidden, ...identity }: BriefedIdentity): BriefedIdentity => ({ ...identity, withheld: [personal('value')] });

const personal = (name: string): Withheld => ({ name, dataClass: 'personal' });
const internal = (name: string): Withheld => ({ name, dataClass: 'internal' });
