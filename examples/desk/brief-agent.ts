import type { Orchestrator } from 'throughline';
import { briefAgent, defineActions, type AgentBriefing } from 'throughline/desk';

// #region actions
interface Known { readonly openCases: number; readonly promised: number }

const actions = defineActions<Known>({
  actions: [
    { id: 'say what was promised', value: 100, applicable: ({ promised }) => promised > 0, context: [{ name: 'a case is open', weight: 50, when: ({ openCases }) => openCases > 0 }] },
    { id: 'offer a larger plan', value: 200, suitable: ({ openCases }) => openCases === 0 },
  ],
});
// #endregion actions

/** What somebody reads who is about to help a customer, and some of it in words. */
export async function brief(host: Orchestrator, customer: string): Promise<{ readonly briefing: AgentBriefing; readonly words: readonly string[] }> {
  // #region brief
  const briefing = await briefAgent(host, customer, {
    role: 'agent',
    actions: { of: actions, known: ({ openCases: open, promises }) => ({ openCases: open.length, promised: promises.filter(({ keptAt }) => keptAt === undefined).length }) },
  });
  const { openCases, lastResolution, effort, next } = briefing;
  // #endregion brief
  const words = [
    ...openCases.map(({ subject }) => `open: ${subject}`),
    ...(lastResolution === undefined ? [] : [`helped last with ${lastResolution.intent}: ${lastResolution.status}`]),
    `effort so far: ${effort.score}`,
    ...(next?.ranked ?? []).map(({ action, priority, factors: { propensity, context, value, levers } }) => `${action}: ${priority} = ${propensity} x ${context} x ${value} x ${levers}`),
    ...(next?.lost ?? []).map(({ action, reason }) => `${action}: ${reason}`),
  ];
  return { briefing, words };
}
