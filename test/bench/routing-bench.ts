import { createAgentPool, createWaitingLine, overtakenForMs, type AgentAtWork, type WorkItem } from 'throughline/desk';
import { defineBench, toGoal, type LineOf } from './bench.js';
import { quantile } from './measure.js';
import { createRoutingWorld, type RoutingWorld } from './routing-world.js';

interface RoutingEffort { readonly agents: number; readonly waiting: number; readonly decisions: number; readonly rushAgents: number; readonly rushItems: number }
type RoutingLine = LineOf<{ readonly what: string; readonly agents: number; readonly waiting: number; /** the longest that anybody was overtaken by, milliseconds */ readonly overtakenMs: number | null }>;

const minute = 60_000;
/** decisions until the code is compiled */
const warmUp = 300;
const rest = { bench: 'routing', cpuUsPerEvent: null, rssMb: null, ratios: {} } as const;

/** Who gets what, of many agents and many contacts, and that nobody waits for ever. */
export const routingBench = defineBench<RoutingEffort, RoutingLine>({
  name: 'routing',
  quick: { agents: 7_500, waiting: 10_000, decisions: 1_000, rushAgents: 500, rushItems: 5_000 },
  full: { agents: 7_500, waiting: 10_000, decisions: 20_000, rushAgents: 10_000, rushItems: 100_000 },
  columns: [
    { title: 'what', width: 16, cell: (line) => line.what },
    { title: 'agents', width: 7, cell: (line) => String(line.agents) },
    { title: 'waiting', width: 8, cell: (line) => String(line.waiting) },
    { title: 'p50 ms', width: 8, cell: (line) => line.p50Ms?.toFixed(3) ?? '' },
    { title: 'p99 ms', width: 8, cell: (line) => line.p99Ms?.toFixed(3) ?? '' },
    { title: 'decisions/s', width: 12, cell: (line) => line.eventsPerSecond?.toFixed(0) ?? '' },
    { title: 'overtaken min', width: 14, cell: (line) => (line.overtakenMs === null ? '' : (line.overtakenMs / minute).toFixed(1)) },
  ],
  async *run({ agents, waiting, decisions, rushAgents, rushItems }) {
    yield timed('agent is free', agents, waiting, freeAgents(agents, waiting, decisions + warmUp).slice(warmUp));
    yield timed('contact comes', agents, 0, newContacts(agents, decisions + warmUp).slice(warmUp));
    yield rush(rushAgents, rushItems);
  },
});

function timed(what: string, agents: number, waiting: number, tookMs: readonly number[]): RoutingLine {
  const p99Ms = quantile(tookMs, 0.99);
  const seconds = tookMs.reduce((sum, ms) => sum + ms, 0) / 1_000;
  return { ...rest, what, agents, waiting, eventsPerSecond: tookMs.length / seconds, p50Ms: quantile(tookMs, 0.5), p99Ms, overtakenMs: null, goals: [toGoal(`ms of a decision where one ${what}, for all but one in a hundred`, 'below', 5, p99Ms)] };
}

const busyWith = (one: AgentAtWork, channel: string): AgentAtWork => ({ ...one, holding: [...one.holding, { item: 'w', channel, status: 'active' }] });
const full = (one: AgentAtWork): AgentAtWork => busyWith(busyWith(busyWith(one, 'chat'), 'chat'), 'call');

/** Everybody is busy and many wait; one agent after the other is done with something, and another contact comes for each. */
function freeAgents(agents: number, waiting: number, decisions: number): readonly number[] {
  const world = createRoutingWorld(7);
  const [pool, line] = [createAgentPool(), createWaitingLine(world.policyOf)];
  const all = Array.from({ length: agents }, (_, index) => world.agent(index));
  for (const one of all) pool.put(full(one));
  for (let index = 0; index < waiting; index += 1) line.add(world.work(index, Math.floor(world.random() * 30 * minute)), 30 * minute);
  let idle = 0;
  return Array.from({ length: decisions }, (_, index) => {
    const at = 30 * minute + index * 10;
    const one = all[Math.floor(world.random() * agents)];
    if (one === undefined) throw new Error('there are agents');
    const tookMs = startWatch();
    pool.put(one);
    const item = line.nextFor(pool, one.agent.id, at);
    if (item !== undefined) line.remove(item.id);
    pool.put(full(one));
    const took = tookMs();
    // some serve a queue that is empty for a while
    if (item === undefined && (idle += 1) > decisions / 10) throw new Error('many waited, and few were found');
    line.add(world.work(waiting + index, at), at);
    return took;
  });
}

/** Everybody is free, and contacts come. */
function newContacts(agents: number, decisions: number): readonly number[] {
  const world = createRoutingWorld(8);
  const pool = createAgentPool();
  for (let index = 0; index < agents; index += 1) pool.put(world.agent(index));
  return Array.from({ length: decisions }, (_, index) => {
    const { queue, channel, skills, since, preferred } = world.work(index, index);
    const tookMs = startWatch();
    const best = pool.best(world.policyOf(queue).match, { queue, channel, skills, since, at: index, ...(preferred !== undefined && { preferred }) });
    if (best !== undefined) pool.put({ ...best, idleSince: 1_000 + index });
    return tookMs();
  });
}

/** What one decision takes: on a busy machine, where others come between, no more than the CPU it used. */
function startWatch(): () => number {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(wallMs, (user + system) / 1_000);
  };
}

/** Twice as much comes as can be done, until no more comes; everybody must be served, and nobody overtaken for long by who came later. */
function rush(agents: number, items: number): RoutingLine {
  const world = createRoutingWorld(9);
  const [pool, line, ages] = [createAgentPool(), createWaitingLine(world.policyOf), createAges()];
  const all = Array.from({ length: agents }, (_, index) => world.agent(index));
  const gapMs = (5 * minute) / agents;
  const [start, stepMs] = [performance.now(), gapMs / 2];
  let [come, served, asked] = [0, 0, 0];
  for (let turn = 0; served < items; turn += 1) {
    const at = turn * gapMs;
    for (; come < items && come * stepMs <= at; come += 1) ages.came(addWork(world, line, come, come * stepMs));
    const one = all[turn % agents];
    if (one === undefined || turn > 100 * items) throw new Error(`${items - served} of ${items} were never served`);
    pool.put(one);
    asked += 1;
    const item = line.nextFor(pool, one.agent.id, at);
    pool.put(full(one));
    if (item === undefined) continue;
    line.remove(item.id);
    ages.served(item);
    served += 1;
  }
  const bound = overtakenForMs([world.policyOf('')]);
  return { ...rest, what: 'a rush', agents, waiting: items, eventsPerSecond: asked / ((performance.now() - start) / 1_000), p50Ms: null, p99Ms: null, overtakenMs: ages.overtakenMs(), goals: [toGoal('minutes by which anybody who asks for no skill was overtaken', 'at most', bound / minute, ages.overtakenMs() / minute)] };
}

function addWork(world: RoutingWorld, line: ReturnType<typeof createWaitingLine>, index: number, at: number): WorkItem {
  const item = world.work(index, Math.floor(at));
  line.add(item, at);
  return item;
}

/** Who came when, of those whom every agent of their queue may serve at once. */
function createAges(): { came(item: WorkItem): void; served(item: WorkItem): void; overtakenMs(): number } {
  const lines = new Map<string, { readonly items: WorkItem[]; first: number }>();
  const gone = new Set<string>();
  let most = 0;
  return {
    came: (item) => {
      if (item.skills.length > 0 || item.preferred !== undefined || item.channel !== 'chat') return;
      const line = lines.get(item.queue) ?? { items: [], first: 0 };
      line.items.push(item);
      lines.set(item.queue, line);
    },
    served: (item) => {
      gone.add(item.id);
      const line = lines.get(item.queue);
      if (line === undefined) return;
      while (gone.has(line.items[line.first]?.id ?? '')) line.first += 1;
      most = Math.max(most, item.since - (line.items[line.first]?.since ?? item.since));
    },
    overtakenMs: () => most,
  };
}
