import type { BriefedJourney } from './briefing.js';

/** The journeys of a briefing without the runs in which a desk keeps its own contacts: what they hold is bookkeeping and nothing of the customer's. */
export const withoutContacts = (journeys: readonly BriefedJourney[]): readonly BriefedJourney[] => journeys.filter((one) => !isContact(one));

/** the facts of such a run; a host without a desk may have a journey of the same name */
const kept = ['item', 'work', 'turn', 'told'];

const isContact = ({ journey, facts }: BriefedJourney): boolean => journey === 'contact' && kept.every((name) => facts.some((fact) => fact.name === name));
