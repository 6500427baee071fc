import type { LogEntry } from '../../ports/store.js';
import type { CrmKnowledge } from '../crm/crm-record.js';
import type { CustomerState } from '../customer-state.js';
import { openThreadAt } from '../conversation/thread.js';
import type { TurnWorld } from '../turn-world.js';
import { isStrangers } from '../merge/origin.js';
import type { BriefedConversation, BriefedEnd, BriefedJourney, BriefedPromise, Briefing } from './briefing.js';
import { carriedFacts } from './carried-facts.js';
import { crmInBriefing } from './crm-in-briefing.js';
import { readInteraction, type Interaction } from './interaction.js';
import { journeyInWords } from './journey-in-words.js';
import { whoInWords } from './who-in-words.js';

/** What the orchestrator has gathered for a briefing: the customer as last committed, and what stands beside the state. */
export interface Gathered {
  readonly customer: string;
  readonly now: number;
  readonly state: CustomerState;
  /** newest first, as the store answers them */
  readonly newest: readonly LogEntry[];
  /** oldest first */
  readonly web: readonly Interaction[];
  /** absent where there is no CRM to ask */
  readonly crm?: CrmKnowledge;
}

/** Composes everything a person needs before hello, for a role that sees all. */
export function composeBriefing(world: TurnWorld, gathered: Gathered): Briefing {
  const { customer, now, state } = gathered;
  const conversation = conversationOf(world, gathered);
  return {
    at: now, customer, who: whoInWords(state), identities: state.identities, profile: state.profile,
    ...(conversation !== undefined && { conversation }),
    journeys: state.instances.map((instance) => withoutStrangers(gathered, journeyInWords(world, instance))),
    facts: carriedFacts(world, gathered),
    promises: promisesOf(gathered), attempts: state.attempts ?? [], ended: endedOf(gathered),
    interactions: gathered.newest.map(readInteraction).toReversed(), web: gathered.web,
    consents: state.consents ?? [], ...unclearOf(state), crm: crmInBriefing(gathered),
  };
}

function unclearOf({ unclearStops = [] }: Gathered['state']): Pick<Briefing, 'unclearStops'> {
  const unread = unclearStops.filter(({ isNone }) => isNone !== true);
  return unread.length === 0 ? {} : { unclearStops: unread.map(({ channel, event, at }) => ({ channel, event, at })) };
}

/** A run that comes back from a merge that was undone may know what the other customer said: it is named and not shown. */
function withoutStrangers({ customer, state }: Gathered, journey: BriefedJourney): BriefedJourney {
  return { ...journey, facts: journey.facts.map((fact) => (isStrangers(customer, state, fact.origin) ? { ...fact, value: undefined, withheld: true } : fact)) };
}

function conversationOf({ threadWindowMs: windowMs }: TurnWorld, { state, now }: Gathered): BriefedConversation | undefined {
  const { thread } = state;
  return thread === undefined ? undefined : { id: thread.id, open: openThreadAt(state, { now, windowMs }) !== undefined, startedAt: thread.startedAt, lastAt: thread.at, channels: thread.channels, ...(thread.invited !== undefined && { invitedTo: thread.invited.channel }), ...(thread.intent !== undefined && { intent: { ...thread.intent.reading, at: thread.intent.at } }) };
}

function promisesOf({ state, now }: Gathered): readonly BriefedPromise[] {
  const promises = (state.promises ?? []).map((promise) => ({ ...promise, overdue: promise.keptAt === undefined && promise.until !== undefined && promise.until < now }));
  return promises.toSorted((one, other) => Number(one.keptAt !== undefined) - Number(other.keptAt !== undefined));
}

const endedShown = 20;

const endedOf = ({ state }: Gathered): readonly BriefedEnd[] => state.ended.toSorted((one, other) => other.endedAt - one.endedAt).slice(0, endedShown)
  .map(({ id, journey, startedAt, endedAt, reason, goals }) => ({ instance: id, journey, startedAt, endedAt, reason, goals: Object.keys(goals) }));
