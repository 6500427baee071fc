import type { Briefing, Orchestrator } from 'throughline';
import { briefAgent, type WorkItem } from 'throughline/desk';
import { knownOf, nextActions } from './next-actions.js';

/** What the desk's page shows of a contact, before hello and from then on. */
export async function contactView(host: Orchestrator, item: WorkItem) {
  const briefing = await briefAgent(host, item.customer, { role: 'agent', actions: { of: nextActions, known: knownOf } });
  const { who, profile, journeys, promises, attempts, crm, openCases, lastResolution, effort, interactions, next } = briefing;
  return {
    id: item.id, turn: item.turn, life: item.life, since: item.since, reason: item.reason, priority: item.priority, skills: item.skills.map(({ skill }) => skill),
    name: profile.name ?? crm.record?.name ?? 'Somebody we do not know by name',
    who: `${who.kind}, ${who.confidence} (${who.because})`,
    now: journeys.map(({ inWords }) => inWords),
    facts: factsOf(briefing),
    promises: promises.map(({ words, keptAt, overdue }) => ({ words: words ?? '', state: keptAt !== undefined ? 'kept' : overdue ? 'overdue' : 'open' })),
    attempts: attempts.map(({ words, outcome }) => ({ words: words ?? '', outcome: outcome ?? '' })),
    cases: openCases.map(({ subject, priority }) => ({ subject, priority: priority ?? '' })),
    helped: lastResolution === undefined ? [] : [{ status: lastResolution.status, at: lastResolution.at }],
    effort: { score: effort.score, of: Object.entries(effort.facts).filter(([, times]) => times > 0).map(([fact, times]) => ({ fact, times: Math.round(times) })) },
    transcript: interactions.map(({ at, direction, channel, text = '' }) => ({ at, direction, channel, text })),
    actions: next?.ranked ?? [],
  };
}
/** One contact as the page gets it. */
export type ContactView = Awaited<ReturnType<typeof contactView>>;

/** What the customer has said already, so that nobody asks for it again, each once; the agent's own words are in the transcript. */
function factsOf({ facts, journeys }: Briefing) {
  const known = [...journeys.flatMap((journey) => journey.facts), ...facts].filter(({ name, value }) => value !== null && value !== undefined && !['by', 'words'].includes(name));
  return [...new Map(known.map((fact) => [fact.name, fact])).values()].map(({ name, value, verified, origin }) => ({ name, value: String(value), verified, from: origin.channel ?? 'the journey' }));
}
