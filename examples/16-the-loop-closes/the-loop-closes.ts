/** A hundred and twenty days: the biggest mismatch is found, a new version of the journey mends it, and a holdout shows that it was the version and not the season; channels, next actions and agents learn from the same endings. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { days } from 'throughline';
import { chooseAgent, defineActions, defineAgent, defineMatchPolicy, rankActions } from 'throughline/desk';
import { armOf } from 'throughline/experiment';
import { compareGaps, createInsight, defineInsight, gapMatrix, learnedActions, learnedAgents, measure, type Gap, type Insight } from 'throughline/insight';
import { collectReport, renderReport } from 'throughline/report';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { answers, careOne, careTwo, channels } from './care.js';
import { begins, liveDays } from './town.js';

const clock = createTestClock(begins);
const log = createMemoryData();
const percent = (share: number | undefined): string => (share === undefined ? 'not known' : `${(100 * share).toFixed(0)} %`);

// #region read
const rules = defineInsight({ recontactMs: days(3), segmentOf: (customer) => armOf(answers, customer) });
async function readLog(): Promise<Insight> {
  const store = createMemoryStore({ clock, data: log });
  await store.open({ worker: 'reader' });
  const insight = createInsight(rules);
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 1_000);
    insight.read(entries);
    after = next;
    if (entries.length > 0) continue;
    await store.close();
    return insight;
  }
}
// #endregion read

let calls = 0;
const first = await liveDays({ store: createMemoryStore({ clock, data: log }), clock, journeys: [careOne], from: 0, until: 60, agentFor: () => (calls++ % 2 === 0 ? 'ada' : 'bob') });
await first.close();

console.log('After 60 days, what to mend first:');
// #region baseline
const worth = { costRecontact: 650, effortPenalty: 200 };
const insight = await readLog();
const baseline: readonly Gap[] = gapMatrix(insight, { now: clock.now(), ...worth });
// #endregion baseline
for (const { intent, channel, volume, success, opportunity = 0 } of baseline) console.log(`  ${intent} on ${channel}: ${volume} contacts, ${percent(success.value)} solved (${percent(success.from)} to ${percent(success.until)}); worth ${(opportunity / 100).toFixed(0)}`);

// #region agents
/** Who has proven to solve an intent is asked first for it; the other one where they are not free. */
const policy = defineMatchPolicy({ rankBy: ['preference', 'turn'] });
const agents = ['ada', 'bob'].map((id) => ({ agent: defineAgent({ id, queues: { care: 1 }, capacity: { perChannel: { phone: 1 } } }), presence: 'available' as const, holding: [], idleSince: 0 }));
const known = new Map(['invoice', 'outage'].map((intent) => [intent, learnedAgents(insight, { now: clock.now(), where: { intent } })]));
function agentFor(intent: string, at: number): string {
  const decision = chooseAgent(policy, agents, { queue: 'care', channel: 'phone', skills: [], since: at, at, preferred: known.get(intent) ?? [] });
  return decision.verdict === 'chosen' ? decision.agent : 'ada';
}
// #endregion agents
for (const [intent, learned] of known) console.log(`  ${intent}: ${learned.map(({ agent, score }) => `${agent} ${percent(score)} for sure`).join(', ')}`);

const since = clock.now();
const second = await liveDays({ store: createMemoryStore({ clock, data: log }), clock, journeys: [careOne, careTwo], experiments: [answers], from: 61, until: 120, agentFor });

const now = clock.now();
const sums = channels.successFrom('outage', await second.figures(channels.sumsOf('outage', now)), now);
await second.close();
const later = await readLog();
console.log('\nAfter 120 days, version 2 beside version 1:');
for (const { cut, figures } of measure(later, { now, by: ['version'], where: { intent: 'outage', channel: 'chat' }, figures: ['resolution', 'automation'] })) {
  if (cut.version !== undefined) console.log(`  version ${cut.version}: ${percent(figures.resolution?.value)} solved, n ${figures.resolution?.n}; by itself ${percent(figures.automation?.value)}`);
}
// #region lift
const [holdout, changed] = ['router', 'status'].map((segment) => gapMatrix(later, { now, ...worth, from: since, where: { segment } }));
const lifts = compareGaps(holdout ?? [], changed ?? []);
// #endregion lift
console.log('held against those who went on as before:');
for (const { intent, channel, difference = 0, from = 0, until = 0, verdict } of lifts) console.log(`  ${intent} on ${channel}: ${(100 * difference).toFixed(1)} points (${(100 * from).toFixed(1)} to ${(100 * until).toFixed(1)}), ${verdict}`);
console.log('against the frozen baseline:');
for (const { intent, channel, before, after, verdict } of compareGaps(baseline, gapMatrix(later, { now, ...worth, from: since }))) console.log(`  ${intent} on ${channel}: ${percent(before.success.value)}, now ${percent(after.success.value)}; ${verdict}`);

console.log('\nThe same endings teach what is decided:');
for (const { channel, issues, solved, lower } of sums) console.log(`  ${channel} for an outage: ${percent(solved / issues)} solved lately, ${percent(lower)} for sure`);
// #region actions
const learned = learnedActions(later, { now, by: 'segment', from: since, where: { intent: 'outage', channel: 'chat' } });
const actions = defineActions<null>({ actions: ['router', 'status'].map((id) => ({ id, value: 100, propensity: () => learned.get(id) })) });
const { ranked } = rankActions(actions, { known: null, at: now, key: 'anybody' });
// #endregion actions
for (const { action, priority } of ranked) console.log(`  what to say of an outage: ${action}, ${priority.toFixed(0)} (${percent(learned.get(action)?.probability)} of ${learned.get(action)?.evidence})`);
for (const { cut, figures } of measure(later, { now, by: ['intent', 'agent'], from: since, figures: ['agent.resolution'] })) console.log(`  ${cut.agent} took ${figures['agent.resolution']?.n} calls about ${cut.intent}, ${percent(figures['agent.resolution']?.value)} solved`);

// #region report
const data = collectReport(later, {
  title: 'The loop closes', now, trend: ['resolution', 'automation', 'fcr'], gaps: worth, journey: { id: 'care', version: 2, definition: careTwo },
  change: { name: 'version 2', holdout: { segment: 'router' }, changed: { segment: 'status' }, since },
});
// #endregion report
console.log(`\nthe report: ${renderReport(data).length > 10_000 ? 'one page' : 'too short'}, ${data.change?.gaps.length} changes`);
const [, , folder] = process.argv;
if (folder !== undefined) await writeFile(join(folder, 'the-loop-closes.html'), renderReport(data));
