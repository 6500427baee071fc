import type { Briefing } from 'throughline';
import { defineActions, rankActions, type RankedActions } from 'throughline/desk';

/** What decides which action is worth most. */
interface Known { readonly knowsOrder: boolean; readonly openCases: number; readonly contacts: number }

const actions = defineActions<Known>({
  actions: [
    { id: 'Send the parcel anew, by express', issue: 'delivery', value: 100, applicable: ({ knowsOrder }) => knowsOrder, propensity: () => ({ probability: 0.8, evidence: 400 }), context: [{ name: 'a case is open already', weight: 50, when: ({ openCases }) => openCases > 0 }] },
    { id: 'Give a voucher of 10', issue: 'delivery', value: 60, propensity: () => ({ probability: 0.7, evidence: 900 }), context: [{ name: 'they wrote many times', weight: 40, when: ({ contacts }) => contacts > 6 }] },
    { id: 'Offer texts about deliveries', value: 30, lever: 20 },
  ],
  issueLevers: { delivery: 10 },
});

/** What an agent may do next for a customer, the best first, by what the briefing says. */
export function nextActionsFor({ at, customer, facts, journeys, crm, interactions }: Briefing): RankedActions {
  const known = [...facts, ...journeys.flatMap((journey) => journey.facts)];
  return rankActions(actions, {
    at, key: customer,
    known: {
      knowsOrder: known.some(({ name, value }) => name === 'orderNumber' && typeof value === 'string'),
      openCases: crm.record?.cases?.filter(({ status }) => status === 'open').length ?? 0,
      contacts: interactions.filter(({ direction }) => direction === 'in').length,
    },
  });
}
