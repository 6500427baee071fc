import assert from 'node:assert/strict';
import { isRetryable, type Assist, type AssistHanded, type AssistHeard, type AssistReceived, type AssistSaid } from '../../ports/index.js';
import { hostileBytes } from '../channel-cases/hostile-bytes.js';
import type { ConformanceCase } from '../conformance-case.js';
import { someWork, wholeLife, type AssistHarness, type AssistUnderTest } from './assist-harness.js';

/** `requests`: only for an assist that takes requests */
interface AssistClause { readonly id: string; readonly clause: string; readonly needs?: 'requests'; readonly run: (bench: AssistBench) => Promise<void> }
interface AssistBench extends AssistUnderTest {
  readonly hand: (more?: Partial<typeof someWork>, signal?: AbortSignal) => Promise<AssistHanded>;
  readonly takeBack: (item: string, signal?: AbortSignal) => Promise<void>;
  /** what the router says, as the assist hears it */
  readonly hear: (said: readonly AssistSaid[]) => Promise<readonly AssistHeard[]>;
}

/**
 * Every clause of the contract of an assist as cases: `describeCases('acme', await assistCases({ create }), { describe, it })`. Whether it takes requests decides which of
 * them run, so one is made at once to see it. `docs/assist.md` lists them.
 */
export async function assistCases(harness: AssistHarness): Promise<readonly ConformanceCase[]> {
  const { receive: reads, name } = await withOne(harness, async ({ assist }) => assist);
  return clauses.map(({ id, clause, needs, run }) => ({
    id, clause, ...(needs !== undefined && reads === undefined && { skip: `'${name}' takes no requests` }),
    run: () => withOne(harness, (under) => run(benchOf(under))),
  }));
}

async function withOne<T>(harness: AssistHarness, work: (under: AssistUnderTest) => Promise<T>): Promise<T> {
  const under = await harness.create();
  try {
    return await work(under);
  } finally {
    await under.assist.close();
    await under.end?.();
  }
}

const never = new AbortController().signal;

const benchOf = (under: AssistUnderTest): AssistBench => ({
  ...under,
  hand: async (more = {}, signal = never) => under.assist.hand({ ...someWork, ...more }, { signal }),
  takeBack: async (item, signal = never) => under.assist.takeBack({ item, tenant: 'default' }, { signal }),
  hear: (said) => hear(under, said),
});

async function hear(under: AssistUnderTest, said: readonly AssistSaid[]): Promise<readonly AssistHeard[]> {
  const heard: AssistHeard[] = [];
  if (under.assist.open !== undefined) {
    await under.assist.open(async (some) => void heard.push(...some));
    await under.say?.(said);
    return heard;
  }
  const received = await receive(under.assist, await requestOf(under, said));
  return received.heard.flatMap((one) => ('kind' in one ? [] : [one]));
}

const requestOf = async ({ request }: AssistUnderTest, said: readonly object[]): Promise<Request> => {
  assert(request !== undefined, 'the harness gives `request` for an assist that takes requests');
  return request(said);
};

async function receive({ verify, receive: read }: Assist, request: Request): Promise<AssistReceived> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer());
  assert.equal(await verify?.(request, bytes), true, 'a request that the router signed is not believed');
  return (await read?.(request, bytes)) ?? { heard: [] };
}

const itemsOf = async ({ has }: AssistUnderTest): Promise<readonly string[]> => (await has()).map(({ item }) => item);

const clauses: readonly AssistClause[] = [
  {
    id: 'ASS-01', clause: 'an assist says what it is: contract 1, a name, and one way in: `verify` and `receive`, or `open`',
    async run({ assist }) {
      assert.equal(assist.contract, 1);
      assert(assist.name.length > 0);
      assert.equal(assist.receive === undefined, assist.verify === undefined, '`receive` and `verify` go together');
      assert.notEqual(assist.receive === undefined, assist.open === undefined, 'there is one way in');
    },
  },
  {
    id: 'ASS-02', clause: 'a contact that is handed over is with the router, whole and as it was',
    async run({ hand, has }) {
      assert.deepEqual(await hand(), { status: 'taken' });
      assert.deepEqual(await has(), [someWork]);
    },
  },
  {
    id: 'ASS-03', clause: 'a contact that is handed over again is there once',
    async run(bench) {
      for (const item of ['contact-1', 'contact-2', 'contact-1']) assert.deepEqual(await bench.hand({ item }), { status: 'taken' });
      assert.deepEqual((await itemsOf(bench)).toSorted(), ['contact-1', 'contact-2']);
    },
  },
  {
    id: 'ASS-04', clause: 'a router that is away or busy may take the contact later, and how much later is said where it says so',
    async run({ hand, trouble }) {
      trouble('busy');
      const busy = await hand();
      assert(busy.status === 'retry' && busy.retryAfterMs !== undefined && busy.retryAfterMs >= 500 && busy.retryAfterMs <= 2_000, 'it does not say how much later');
      trouble('away');
      // a call that rejects is tried again too
      const away = await hand().catch((error: unknown) => ({ status: isRetryable(error) ? 'retry' : 'thrown' }));
      assert.equal(away.status, 'retry');
    },
  },
  {
    id: 'ASS-05', clause: 'a router that does not want the contact has it never, and why is a code',
    async run({ hand, trouble }) {
      trouble('refuses');
      const handed = await hand();
      assert.equal(handed.status, 'refused');
      assert.match(handed.status === 'refused' ? handed.code : '', /^[\w.-]{1,80}$/);
    },
  },
  {
    id: 'ASS-06', clause: 'a contact that is taken back is gone; one that is not there, or not any more, is no error',
    async run(bench) {
      for (const item of ['contact-1', 'contact-2']) await bench.hand({ item });
      for (const item of ['contact-1', 'contact-1', 'contact-9']) await bench.takeBack(item);
      assert.deepEqual(await itemsOf(bench), ['contact-2']);
    },
  },
  {
    id: 'ASS-07', clause: 'a router that could not be told to let go is not taken to have let go',
    async run({ hand, takeBack, trouble }) {
      await hand();
      trouble('away');
      await assert.rejects(takeBack('contact-1'));
    },
  },
  {
    id: 'ASS-08', clause: 'calls that were given up reject',
    async run({ hand, takeBack }) {
      await assert.rejects(hand({}, AbortSignal.abort()));
      await assert.rejects(takeBack('contact-1', AbortSignal.abort()));
    },
  },
  {
    id: 'ASS-09', clause: 'everything that a router can say is heard, as it was said and in its order',
    async run(bench) {
      assert.deepEqual(await bench.hear(wholeLife), wholeLife);
    },
  },
  {
    id: 'ASS-10', needs: 'requests', clause: 'what a router says twice has the same id both times',
    async run(bench) {
      const said = wholeLife.slice(0, 3);
      const [one, other] = [await bench.hear(said), await bench.hear(said)];
      assert.deepEqual(one.map(({ id }) => id), other.map(({ id }) => id));
    },
  },
  {
    id: 'ASS-11', needs: 'requests', clause: 'a request that is not signed, or was changed under its signature, is not believed',
    async run(bench) {
      const request = await requestOf(bench, wholeLife.slice(0, 1));
      const bytes = new Uint8Array(await request.clone().arrayBuffer());
      assert.notEqual(await bench.assist.verify?.(new Request(request.url, { method: 'POST', body: bytes, headers: { 'content-type': 'application/json' } }), bytes), true, 'it is not signed');
      const changed = bytes.with(-2, (bytes.at(-2) ?? 0) ^ 1);
      assert.notEqual(await bench.assist.verify?.(request, changed), true, 'it was changed');
    },
  },
  {
    id: 'ASS-12', needs: 'requests', clause: 'a part that cannot be read does not take the others with it, and keeps its id',
    async run(bench) {
      const [first, second] = wholeLife;
      const { heard } = await receive(bench.assist, await requestOf(bench, [first ?? {}, { id: 'bad-1', type: 'danced' }, second ?? {}]));
      assert.deepEqual(heard.map((one) => ('kind' in one ? `${one.kind} ${one.id}` : one.id)), ['e1', 'unreadable bad-1', 'e2']);
    },
  },
  {
    id: 'ASS-13', needs: 'requests', clause: 'whatever a signed request holds, it is read or refused in words, and nothing is invented',
    async run({ assist }) {
      for (const bytes of hostileBytes) {
        const request = new Request('https://desk.example/assist', { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'application/json' } });
        const received = await (async () => (await assist.receive?.(request, bytes)) ?? { heard: [] })().catch((error: unknown): AssistReceived => { assert(error instanceof Error); return { heard: [] }; });
        assert.deepEqual(received.heard.filter((one) => !('kind' in one)), []);
      }
    },
  },
  {
    id: 'ASS-14', clause: 'it may be closed twice, and takes nothing over once it is closed',
    async run({ assist, hand, has }) {
      await assist.close();
      await assist.close();
      await assert.rejects(hand());
      assert.deepEqual(await has(), []);
    },
  },
];
