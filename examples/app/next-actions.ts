import { defineActions, type AgentBriefing } from 'throughline/desk';

/** What decides which action is worth most. */
interface Known { readonly knowsOrder: boolean; readonly openCases: number; readonly contacts: number }

/** What an agent may do next for a customer, each with what it is worth and what counts for it. */
export const nextActions = defineActions<Known>({
  actions: [
    { id: 'Send the parcel anew, by express', issue: 'delivery', value: 100, applicable: ({ knowsOrder }) => knowsOrder, propensity: () => ({ probability: 0.8, evidence: 400 }), context: [{ name: 'a case is open already', weight: 50, when: ({ openCases }) => openCases > 0 }] },
    { id: 'Give a voucher of 10', issue: 'delivery', value: 60, propensity: () => ({ probability: 0.7, evidence: 900 }), context: [{ name: 'they wrote many times', weight: 40, when: ({ contacts }) => contacts > 6 }] },
    { id: 'Offer texts about deliveries', value: 30, lever: 20 },
  ],
  issueLevers: { delivery: 10 },
});

/** What the actions need to know, of all that the agent sees. */
export const knownOf = ({ facts, journeys, openCases, interactions }: Omit<AgentBriefing, 'next'>): Known => ({
  knowsOrder: [...facts, ...journeys.flatMap((journey) => journey.facts)].some(({ name, value }) => name === 'orderNumber' && typeof value === 'string'),
  openCases: openCases.length,
  contacts: interactions.filter(({ direction }) => direction === 'in').length,
});
