import type { Briefing } from '../customer/briefing/briefing.js';
import { withoutContacts } from '../customer/briefing/without-contacts.js';
import { defineInsight, type EffortWeights } from '../insight/define-insight.js';
import { insideOf } from '../orchestrator/inside.js';
import type { CustomerName } from '../orchestrator/reading/find-customer.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { CrmCase } from '../ports/crm.js';
import type { NextActions } from '../routing/next-action/define-actions.js';
import { rankActions, type ActionsAsked, type RankedActions } from '../routing/next-action/rank-actions.js';
import { logOfCustomer } from './log-of-customer.js';
import { pastOf, type EffortSoFar, type LastResolution } from './past-of-customer.js';

/** What a person at a desk reads: the briefing without the desk's own contacts, and what it comes to. */
export interface AgentBriefing extends Briefing {
  /** of the CRM, as it said last; what this role does not see is not among them */
  readonly openCases: readonly CrmCase[];
  /** when the customer was helped last, and whether that still stands; absent where no journey or desk ever said so */
  readonly lastResolution?: LastResolution;
  /** what the conversation that is open, or was last, has cost the customer by now (care-rules 3.19) */
  readonly effort: EffortSoFar;
  /** what to do next, the best first with its factors, and why everything else is no choice; absent where no actions were given */
  readonly next?: RankedActions;
}

/** What can be done for a customer, and what else `rankActions` takes. */
export interface ActionsForAgent<Known> extends Pick<ActionsAsked<Known>, 'answered' | 'refused' | 'left'> {
  readonly of: NextActions<Known>;
  /** what the rules need to know of the customer, made of all else that this role sees */
  readonly known: (briefing: Omit<AgentBriefing, 'next'>) => Known;
}

/** How a person is briefed. */
export interface AgentBriefingOptions<Known> {
  /** one of the host's roles; all is seen where absent */
  readonly role?: string;
  /** what can be done next; nothing is ranked where absent */
  readonly actions?: ActionsForAgent<Known>;
  /** what counts how much in the effort so far; as in figures where absent */
  readonly effort?: Partial<EffortWeights>;
}

/** entries of the log that are looked at, newest first: what lies further back changes nothing that a person needs before hello */
const mostEntries = 2_000;

/** Briefs the person who is about to help a customer. UnknownCustomer; InvalidInput for a role that is not declared. */
export async function briefAgent<Known = unknown>(host: Orchestrator, customer: CustomerName, { role, actions, effort }: AgentBriefingOptions<Known> = {}): Promise<AgentBriefing> {
  const inside = insideOf(host);
  const whole = await host.briefing(customer, role === undefined ? {} : { role });
  const briefing = { ...whole, journeys: withoutContacts(whole.journeys) };
  const entries = await inside.ready(() => logOfCustomer(inside, { tenant: typeof customer === 'string' ? undefined : customer.tenant, customer: briefing.customer, kinds: ['event', 'interaction', 'decision'], limit: mostEntries }));
  const { lastResolution, effort: soFar } = pastOf(entries, { customer: briefing.customer, now: briefing.at, rules: defineInsight(effort === undefined ? {} : { effort }), ...(briefing.conversation !== undefined && { thread: briefing.conversation.id }) });
  const grown = {
    ...briefing,
    openCases: (briefing.crm.record?.cases ?? []).filter(({ status }) => status === 'open'),
    ...(lastResolution !== undefined && { lastResolution: asSeen(lastResolution, briefing) }),
    effort: soFar,
  };
  return actions === undefined ? grown : { ...grown, next: nextOf(actions, grown) };
}

const nextOf = <Known>({ of, known, ...asked }: ActionsForAgent<Known>, briefing: Omit<AgentBriefing, 'next'>): RankedActions => rankActions(of, { ...asked, known: known(briefing), at: briefing.at, key: briefing.customer });

/** What somebody wanted is seen by whoever sees what they want now. */
function asSeen({ intent, ...resolution }: LastResolution, { conversation }: Briefing): LastResolution {
  const isHidden = conversation?.intent?.withheld?.some(({ name }) => name === 'intent') === true;
  return intent === undefined || isHidden ? resolution : { ...resolution, intent };
}
