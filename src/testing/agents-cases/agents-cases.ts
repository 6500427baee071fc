import assert from 'node:assert/strict';
import type { AgentNews, Agents, KnownAgent } from '../../ports/index.js';
import type { ConformanceCase } from '../conformance-case.js';

/** A directory under test. */
export interface AgentsUnderTest {
  readonly agents: Agents;
  /** another one over the same agents, as after a restart */
  again(): Agents | Promise<Agents>;
  /** somebody else changes the directory; absent where nobody else can */
  change?(news: AgentNews): Promise<void>;
  /** ends what was made for the case */
  end?(): Promise<void>;
}

/** What the cases need of a directory of agents under test. */
export interface AgentsHarness {
  /** a directory of its own, with nobody in it, for every case */
  create(): AgentsUnderTest | Promise<AgentsUnderTest>;
}

interface AgentsClause { readonly id: string; readonly clause: string; readonly needs?: 'change'; readonly run: (under: AgentsUnderTest) => Promise<void> }

/** Every clause of the contract of a directory of agents as cases: `describeCases('acme', await agentsCases({ create }), { describe, it })`. `docs/agents.md` lists them. */
export async function agentsCases(harness: AgentsHarness): Promise<readonly ConformanceCase[]> {
  const { changes, name } = await withOne(harness, async ({ agents, change }) => ({ changes: change !== undefined, name: agents.name }));
  return clauses.map(({ id, clause, needs, run }) => ({ id, clause, ...(needs !== undefined && !changes && { skip: `nobody but a desk changes '${name}'` }), run: () => withOne(harness, run) }));
}

async function withOne<T>(harness: AgentsHarness, work: (under: AgentsUnderTest) => Promise<T>): Promise<T> {
  const under = await harness.create();
  try {
    return await work(under);
  } finally {
    await under.agents.close();
    await under.end?.();
  }
}

const io = { signal: new AbortController().signal };
const ann: KnownAgent = {
  presence: 'available',
  agent: { id: 'ann', queues: { bills: 1, orders: 2 }, skills: { german: { level: 4.5, until: 1_900_000_000_000 } }, capacity: { units: { total: 5, weights: { chat: 2, call: 5 } }, interrupts: { call: [] }, pausedFrees: true }, shifts: [{ from: 1_767_225_600_000, until: 1_767_254_400_000 }], schedule: 'office' },
};
const named = (id: string): KnownAgent => ({ presence: 'busy', agent: { id, queues: { bills: 1 }, capacity: { perChannel: { chat: 1 } } } });

/** What a directory tells from its opening on. */
async function listen(agents: Agents): Promise<AgentNews[]> {
  const news: AgentNews[] = [];
  await agents.open((some) => void news.push(...some), io);
  return news;
}

const idOf = (news: AgentNews): string => ('gone' in news ? `gone ${news.gone}` : news.agent.id);

/** Everybody whom a directory tells of after a restart. */
async function afterwards(under: AgentsUnderTest): Promise<readonly AgentNews[]> {
  const other = await under.again();
  try {
    return await listen(other);
  } finally {
    await other.close();
  }
}

const clauses: readonly AgentsClause[] = [
  {
    id: 'AGE-01', clause: 'a directory says what it is: contract 1 and a name',
    async run({ agents }) {
      assert.equal(agents.contract, 1);
      assert(agents.name.length > 0);
    },
  },
  {
    id: 'AGE-02', clause: 'who was put is told of after a restart, whole and as they were put',
    async run(under) {
      await under.agents.put(ann, io);
      assert.deepEqual(await afterwards(under), [ann]);
    },
  },
  {
    id: 'AGE-03', clause: 'who is put again is as they were put last, and one',
    async run(under) {
      await under.agents.put(ann, io);
      await under.agents.put({ ...ann, presence: 'away' }, io);
      assert.deepEqual(await afterwards(under), [{ ...ann, presence: 'away' }]);
    },
  },
  {
    id: 'AGE-04', clause: 'who was removed is there no more, and removing nobody is no error',
    async run(under) {
      await under.agents.put(ann, io);
      await under.agents.put(named('bob'), io);
      for (const agent of ['ann', 'ann', 'nobody']) await under.agents.remove(agent, io);
      assert.deepEqual((await afterwards(under)).map(idOf), ['bob']);
    },
  },
  {
    id: 'AGE-05', clause: 'opening settles once everybody was told of, however many there are',
    async run(under) {
      const ids = Array.from({ length: 250 }, (_, at) => `agent-${at}`);
      await Promise.all(ids.map((id) => under.agents.put(named(id), io)));
      assert.deepEqual((await afterwards(under)).map(idOf).toSorted(), ids.toSorted());
    },
  },
  {
    id: 'AGE-06', clause: 'agents are told apart whatever they are called',
    async run(under) {
      const ids = ['a', 'A', 'a/b', 'a%2Fb', 'ä', '山田', '__proto__', 'constructor', ' a'];
      for (const id of ids) await under.agents.put(named(id), io);
      await under.agents.remove('a/b', io);
      assert.deepEqual((await afterwards(under)).map(idOf).toSorted(), ids.filter((id) => id !== 'a/b').toSorted());
    },
  },
  {
    id: 'AGE-07', needs: 'change', clause: 'what somebody else changes is told to who has opened it, also that an agent is no more',
    async run({ agents, change }) {
      const news = await listen(agents);
      await change?.(ann);
      await change?.({ gone: 'ann' });
      assert.deepEqual(news, [ann, { gone: 'ann' }]);
    },
  },
  {
    id: 'AGE-08', needs: 'change', clause: 'nothing is told once it is closed, which it may be twice',
    async run({ agents, change }) {
      const news = await listen(agents);
      await agents.close();
      await agents.close();
      await change?.(ann);
      assert.deepEqual(news, []);
    },
  },
  {
    id: 'AGE-09', clause: 'what is put once it is closed is not kept, and says so',
    async run(under) {
      await under.agents.close();
      await under.agents.close();
      await assert.rejects(under.agents.put(ann, io));
      assert.deepEqual(await afterwards(under), []);
    },
  },
  {
    id: 'AGE-10', clause: 'calls that were given up reject',
    async run({ agents }) {
      const given = { signal: AbortSignal.abort() };
      await assert.rejects(agents.put(ann, given));
      await assert.rejects(agents.remove('ann', given));
      await assert.rejects(agents.open(() => {}, given));
    },
  },
];
