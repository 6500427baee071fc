import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWebhookChannel } from 'throughline/adapters/webhook';
import type { Store } from 'throughline/ports';
import { codeOf, createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { canary } from './bad-input-row.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

describe.each(homes)('a refusal, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  let told: unknown[];
  let commits: number;
  beforeEach(() => {
    home = make();
    commits = 0;
    const chat = createRecordingChannel();
    // another name than the adapter's own
    const partner = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: { scheme: 'open', verify: async (request) => !request.headers.has('x-forged') } } });
    const around = (store: Store): Store => ({ ...store, commit: (batch) => { commits += batch.length; return store.commit(batch); } });
    bench = createBench(home, { chat, channels: { chat, partner }, around });
    told = [];
    bench.orchestrator.on('input.refused', (what) => told.push(what));
  });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });

  test('line 24: of an event under an id that says something else is told with its code, and the first body stands', async () => {
    await bench.say({ id: canary, type: 'order.placed', data: { order: 'A' } });
    expect(await codeOf(bench.say({ id: canary, type: 'order.placed', data: { order: canary } }))).toBe('EventIdConflict');
    expect(await bench.say({ id: canary, type: 'order.placed', data: { order: 'A' } })).toMatchObject({ status: 'duplicate' });
    expect(told).toEqual([{ door: 'accept', code: 'EventIdConflict' }]);
  });

  test('line 28: is told once for each event, also of those that come before the store is open, and no other answer is one', async () => {
    for (const [id, type, data] of [['', 'order.placed', {}], ['1', `xstate.${canary}`, {}], ['2', 'order.placed', { [canary]: Number.NaN }], ['3', 'order.placed', { order: 7 }]] as const) await codeOf(bench.say({ id, type, data }));
    await codeOf(bench.orchestrator.accept(new Proxy({}, { ownKeys() { throw new Error(canary); } }) as never));
    await bench.say({ id: '4', type: 'nobody.declares' });
    expect(told).toHaveLength(5);
    expect(told).toEqual(expect.arrayContaining(['NotFinite', 'InvalidEventId', 'ReservedEventType', 'InvalidPayload', 'InvalidInput'].map((code) => ({ door: 'accept', code }))));
    expect(JSON.stringify(told)).not.toContain(canary);
  });

  test('line 44: of what a channel brings is told with the name the host has for it', async () => {
    await bench.orchestrator.start();
    expect(await codeOf(bench.chat.hear({ kind: 'message', id: `${canary}\n`, from: 'ann', text: canary }))).toBe('InvalidEventId');
    expect(await codeOf(bench.chat.hear(null as never))).toBe('InvalidInput');
    expect(told).toEqual([{ door: 'channel', channel: 'chat', code: 'InvalidEventId' }, { door: 'channel', channel: 'chat', code: 'InvalidInput' }]);
  });

  test('lines 4 and 5: of a request is told with its answer, and writes nothing: strangers must not fill the store', async () => {
    await bench.orchestrator.start();
    const before = commits;
    const post = async (init: RequestInit) => (await bench.orchestrator.handler('partner')(new Request(`https://shop.example/${canary}`, { method: 'POST', body: canary, ...init }))).status;
    const json = { 'content-type': 'application/json' };
    expect(await post({ headers: { ...json, 'x-forged': canary } })).toBe(401);
    expect(await post({ headers: { 'content-type': `text/${canary}` } })).toBe(415);
    expect(await post({ headers: { ...json, 'content-encoding': 'gzip' } })).toBe(415);
    expect(await post({ headers: { ...json, 'content-length': '99999999' } })).toBe(413);
    expect(await post({ method: 'PUT', headers: json })).toBe(405);
    expect(told).toEqual([
      { status: 401 }, { status: 415, code: 'UnsupportedMediaType' }, { status: 415, code: 'UnsupportedMediaType' }, { status: 413, code: 'TooLarge' }, { status: 405 },
    ].map((one) => ({ door: 'webhook', channel: 'partner', ...one })));
    expect(commits).toBe(before);
  });

  test('W12: of one item of a request is told beside its dead letter', async () => {
    const body = JSON.stringify({ items: [{ kind: 'message', id: 'm1', from: ' ', text: canary }, { kind: 'message', id: 'm2', from: 'ann', text: 'hello' }] });
    expect((await bench.orchestrator.handler('partner')(new Request('https://shop.example/in', { method: 'POST', body, headers: { 'content-type': 'application/json' } }))).status).toBe(200);
    expect(told).toEqual([{ door: 'channel', channel: 'partner', code: 'InvalidIdentity' }]);
    expect(bench.told).toMatchObject([{ type: 'event.parked' }]);
  });
});
