import type { DataClass } from '../../model/data-class.js';
import type { BriefedCrm, BriefedIdentity, Briefing, KnownFact } from './briefing.js';
import type { Interaction, Withheld } from './interaction.js';

/** The same briefing for a role: what it does not see is still named, with its class, so that the person knows there is something to ask for. */
export function redactBriefing(briefing: Briefing, sees: readonly DataClass[]): Briefing {
  const fact = <F extends KnownFact>(one: F): F => (sees.includes(one.dataClass) ? one : { ...one, value: undefined, withheld: true });
  const interactions = { interactions: briefing.interactions.map((one) => redactInteraction(one, sees)), web: briefing.web.map((one) => redactInteraction(one, sees)) };
  const told = { ...briefing, ...interactions, journeys: briefing.journeys.map((journey) => ({ ...journey, facts: journey.facts.map(fact) })), facts: briefing.facts.map(fact) };
  return sees.includes('personal') ? told : withoutPerson(told);
}

/** The same interaction for a role: what was said is personal, which page was looked at internal. */
export function redactInteraction(interaction: Interaction, sees: readonly DataClass[]): Interaction {
  const { text, page, title, ...rest } = interaction;
  const hidesText = text !== undefined && !sees.includes('personal');
  const hidesPage = page !== undefined && !sees.includes('internal');
  const hidesTitle = title !== undefined && !sees.includes('internal');
  if (!hidesText && !hidesPage && !hidesTitle) return interaction;
  return {
    ...rest, ...(text !== undefined && !hidesText && { text }), ...(page !== undefined && !hidesPage && { page }), ...(title !== undefined && !hidesTitle && { title }),
    withheld: [...(hidesText ? [personal('text')] : []), ...(hidesPage ? [internal('page')] : []), ...(hidesTitle ? [internal('title')] : [])],
  };
}

/** Names, addresses, words about the customer, where consent is written down and what the CRM keeps tell who somebody is. */
function withoutPerson(briefing: Briefing): Briefing {
  const { who } = briefing;
  const { name, ...profile } = briefing.profile;
  return {
    ...briefing, identities: [], who: { ...who, identities: who.identities.map(withoutValue), claims: who.claims.map(withoutValue) },
    promises: briefing.promises.map(({ words: _hidden, ...promise }) => ({ ...promise, withheld: [personal('words')] })),
    attempts: briefing.attempts.map(({ words: _hidden, ...attempt }) => ({ ...attempt, withheld: [personal('words')] })),
    profile: name === undefined ? profile : { ...profile, withheld: [personal('name')] },
    consents: briefing.consents.map(({ evidence, ...consent }) => (evidence === undefined ? consent : { ...consent, withheld: [personal('evidence')] })),
    crm: withoutRecord(briefing.crm),
  };
}

const withoutValue = ({ value: _hidden, ...identity }: BriefedIdentity): BriefedIdentity => ({ ...identity, withheld: [personal('value')] });

function withoutRecord({ record, ...crm }: BriefedCrm): BriefedCrm {
  if (record === undefined) return crm;
  const { name, fields, orders, cases, ...left } = record;
  const hidden = Object.entries({ name, fields, orders, cases }).filter(([, value]) => value !== undefined).map(([part]) => personal(part));
  return { ...crm, record: left, ...(hidden.length > 0 && { withheld: hidden }) };
}

const personal = (name: string): Withheld => ({ name, dataClass: 'personal' });
const internal = (name: string): Withheld => ({ name, dataClass: 'internal' });
