import { defineActions, rankActions, type RankedActions } from 'throughline/desk';

interface Known { readonly plan: 'small' | 'large'; readonly openCases: number; readonly leaving: number }

// #region actions
const actions = defineActions<Known>({
  actions: [
    { id: 'keep', issue: 'churn', value: 300, applicable: ({ leaving }) => leaving > 0.3, propensity: ({ leaving }) => ({ probability: 1 - leaving, evidence: 900 }), context: [{ name: 'a case is open', weight: 50, when: ({ openCases }) => openCases > 0 }] },
    { id: 'larger-plan', issue: 'growth', value: 200, eligible: ({ plan }) => plan === 'small', suitable: ({ openCases }) => openCases === 0 },
    { id: 'app', value: 40, lever: 25 },
  ],
  issueLevers: { churn: 10 },
  // who says "later" is left alone with it for a while
  answers: { later: { weight: -80, halfLifeMs: 7 * 86_400_000 } },
});
// #endregion actions

// #region rank
export const nextFor = (known: Known, at: number, later?: { readonly action: string; readonly at: number }): RankedActions =>
  rankActions(actions, { known, at, key: 'customer-7', refused: { app: 'frequency-cap' }, ...(later !== undefined && { answered: [{ ...later, outcome: 'later' }] }) });
// #endregion rank
