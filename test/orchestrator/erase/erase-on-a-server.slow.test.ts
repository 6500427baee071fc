import { createOrchestrator, type Orchestrator } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import type { SendResult } from 'throughline/ports';
import { expect, onTestFinished, test } from 'vitest';
import { databaseOfFile } from '../../adapters/postgres/database-of-file.js';
import { until } from '../../adapters/postgres/worker-bench.js';
import { codeOf, toIncoming } from '../door/bench.js';
import { parcel, reminder, tally, texts } from '../door/journeys.js';
import { createRecordingChannel } from '../recording-channel.js';

const server = databaseOfFile(12);
const canary = 'KANARIE';

/** Every row of every table, and every value of bytes as what it spells. */
async function dump(schema: string): Promise<string> {
  const { rows: tables } = await server.database.admin.query<{ readonly name: string }>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1', [schema]);
  expect(tables.length).toBeGreaterThan(8);
  const pages = await Promise.all(tables.map(async ({ name }) => (await server.database.admin.query<{ readonly row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${schema}.${name} t`)).rows.map(({ row }) => `${name} ${row}`)));
  return pages.flat().join('\n').replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
}

interface Process { readonly orchestrator: Orchestrator; readonly chat: ReturnType<typeof createRecordingChannel> }

test('line 30: a customer who is erased by one of three processes on a server is gone from every table, and from what the others have in hand', async () => {
  const schema = await server.database.newSchema();
  let answer: (result: SendResult) => void = () => {};
  const open = async (slow: boolean): Promise<Process> => {
    const chat = createRecordingChannel((message) => (slow && message.text.includes(canary) ? new Promise((resolve) => { answer = resolve; }) : { status: 'sent', providerId: `p-${message.key}` }));
    const store = createPostgresStore({ pool: server.pool, schema });
    const orchestrator = createOrchestrator({ journeys: [tally, parcel, reminder], store, channels: { chat }, texts, timing: { pollMs: 200, leaseMs: 3_000, callMs: 2_000 } } as never) as unknown as Orchestrator;
    onTestFinished(() => orchestrator.close());
    await orchestrator.start();
    return { orchestrator, chat };
  };
  const [one, other, third] = [await open(false), await open(true), await open(false)];
  const ann = { who: [`user:${canary}-ann`, 'phone:+4915112345678'] };
  const { customer = '' } = await one.orchestrator.accept(toIncoming({ id: 'a1', type: 'visit.began', ...ann, via: { channel: 'chat' } }));
  await third.orchestrator.accept(toIncoming({ id: 'a2', type: 'note.left', data: { text: `${canary} asks` }, ...ann }));
  await third.orchestrator.accept(toIncoming({ id: 'b1', type: 'order.placed', data: { order: 'B' }, who: ['user:bob'] }));
  await one.orchestrator.link(`user:${canary}-ann`, (await third.orchestrator.accept(toIncoming({ id: 'v1', type: 'order.placed', data: { order: `${canary} chair` }, who: ['visitor:v1'] }))).customer ?? '', `${canary} said so`);
  // the other process has a message of hers under way, which its provider has not answered yet
  await other.orchestrator.accept(toIncoming({ id: 'a3', type: 'order.placed', data: { order: `${canary} table` }, ...ann }));
  await until(() => other.chat.sent.length > 0);
  expect(await dump(schema)).toContain(canary);
  const erased = await one.orchestrator.erase(`user:${canary}-ann`);
  expect(erased.merged).toHaveLength(1);
  for (const { orchestrator } of [one, other, third]) {
    for (const id of [customer, ...erased.merged]) expect(await codeOf(orchestrator.briefing(id))).toBe('Erased');
    expect(await codeOf(orchestrator.accept(toIncoming({ id: `late ${Math.random()}`, type: 'visit.closed', who: { customer } })))).toBe('Erased');
  }
  const gone = async (): Promise<void> => {
    const left = await dump(schema);
    for (const trace of [canary, '4915112345678', 'v1"']) expect(left).not.toContain(trace);
    expect(left).toContain('user:bob');
  };
  await gone();
  answer({ status: 'sent', providerId: `${canary}-provider` });
  // what the answer left behind goes with the last look, once no call can be under way any more
  await new Promise((resolve) => { setTimeout(resolve, 5_000); });
  await gone();
  expect(await codeOf(third.orchestrator.briefing('user:bob'))).toBe('nothing was refused');
  expect(await third.orchestrator.erase(customer)).toEqual(erased);
}, 60_000);
