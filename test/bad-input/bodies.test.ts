import { describe, expect, onTestFinished, test } from 'vitest';
import { createOrchestrator } from 'throughline';
import { createTestClock } from 'throughline/testing';
import { createAcmeSmsChannel, signed, texts } from '../orchestrator/webhook/acme-sms.js';
import { badBodies, bytes } from '../orchestrator/webhook/bad-body-rows.js';
import { badInputRows } from './rows.js';
import { canary, now, type BadInputRow } from './bad-input-row.js';
import { fuzzedStores } from './grammar/fuzzed-shop.js';
import { watchedStore } from './grammar/watched-store.js';
import { createWebhookChannel } from 'throughline/adapters/webhook';
import type { RequestFormat } from 'throughline/ports';

const mebibyte = 1_048_576;

/** A body that is an event, as a partner may post it; only what the item of a channel cannot carry is left out. */
const asItSays: RequestFormat = {
  body: 'json', parts: (body) => [body], idOf: () => 'evt-1',
  read: (part) => { const { type, data } = part as { readonly type: string; readonly data: object }; return { kind: 'event', id: 'evt-1', from: 'ann', event: { type, data } }; },
};
type Posted = BadInputRow & { readonly json: string };
const lines = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 27];
// a channel may tell of messages and of itself
const toldByChannels = /"type":"(message|channel)\./;
const inTypeOrData = (row: BadInputRow): row is Posted => row.json !== undefined && !toldByChannels.test(row.json) && lines.includes(row.row) && row.json.startsWith('{') && ('accepted' in row.expect ? true : /^(data|type)/.test(row.expect.path ?? 'data'));

describe.each(fuzzedStores)('a request to the webhook of a host, %s,', (_, make) => {
  const shop = (strict = false) => {
    const clock = createTestClock(now);
    const watched = watchedStore();
    const acme = { ...createAcmeSmsChannel(), capabilities: { inbound: true } } as const;
    const partner = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: { scheme: 'open', verify: async () => true }, format: asItSays, ...(strict && { strict }) } });
    const orchestrator = createOrchestrator({ journeys: [], store: watched.around(make(clock)), clock, channels: { acme, partner } });
    onTestFinished(async () => { await orchestrator.close(); });
    const post = (channel: string, init: RequestInit) => orchestrator.handler(channel)(new Request('https://shop.example/in', { ...init, ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}) } as RequestInit));
    return { orchestrator, clock, post, taken: watched.taken };
  };

  test.each(badBodies(mebibyte))('$row: with $says gets $status $code and leaves nothing in the store', async ({ init, status, code }) => {
    const { orchestrator, post, taken } = shop();
    await orchestrator.start();
    taken();
    const answer = await post('acme', init());
    expect([answer.status, await answer.json(), taken()]).toEqual([status, { code }, []]);
    expect((await post('acme', signed(texts({ id: 'm1', from: '+390000000001', text: 'è arrivato?' })))).status).toBe(200);
    expect((await orchestrator.timeline('phone:+390000000001')).map(({ text }) => text)).toEqual(['è arrivato?']);
  });

  test('line 5: that drips is given up after ten seconds and leaves nothing in the store', async () => {
    const { orchestrator, clock, post, taken } = shop();
    await orchestrator.start();
    taken();
    let drop = (): void => {};
    const drip = new ReadableStream({ start: (out) => { drop = () => out.enqueue(bytes(' ')); } });
    let answered: Response | undefined;
    const pending = post('acme', { ...signed(''), body: drip }).then((answer) => { answered = answer; return answer; });
    for (let second = 0; second < 9; second += 1) { drop(); await clock.advance(1_000); }
    expect(answered).toBeUndefined();
    await clock.advance(2_000);
    expect([(await pending).status, await answered?.json(), taken()]).toEqual([408, { code: 'Timeout' }, []]);
  });

  test('line 9: with two equal keys says what the last of them says, and is the same event as one that has only that', async () => {
    const { orchestrator, post } = shop();
    const say = async (data: string) => (await post('partner', { method: 'POST', body: `{"type":"order.placed","data":${data}}`, headers: { 'content-type': 'application/json' } })).json();
    expect(await say('{"n":1,"more":{"a":1,"a":2},"n":2}')).toEqual({ accepted: 1, refused: [] });
    const { items } = await orchestrator.list({ kind: 'parked' });
    expect(await say('{"more":{"a":2},"n":2}')).toEqual({ accepted: 1, refused: [] });
    expect(await say('{"n":1,"more":{"a":2}}')).toEqual({ accepted: 0, refused: [{ index: 0, code: 'EventIdConflict' }] });
    expect([items, await orchestrator.figures(['events.accepted'])]).toEqual([[], [1]]);
  });

  test('line 9: with two equal keys is kept as one dead letter where the host is strict, and says nothing', async () => {
    const { orchestrator, post, taken } = shop(true);
    const say = async (body: string) => (await post('partner', { method: 'POST', body, headers: { 'content-type': 'application/json' } })).json();
    expect(await say(`{"type":"order.placed","data":{"n":"${canary}","n":2}}`)).toEqual({ accepted: 1, refused: [] });
    expect((await orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause)).toEqual(['DuplicateKey']);
    expect(JSON.stringify(taken())).not.toContain(canary);
    expect([taken(), await orchestrator.figures(['events.accepted'])]).toEqual([[], [0]]);
    expect(await say('{"type":"order.placed","data":{"n":2,"more":{"n":1}}}')).toEqual({ accepted: 1, refused: [] });
    expect(await orchestrator.figures(['events.accepted'])).toEqual([1]);
  });

  test.each(badInputRows.filter(inTypeOrData).map((row) => [`line ${row.row}: with ${row.name}`, row] as const))('%s meets the fate it has at the door: kept as it is, or as one dead letter with its code', async (_title, row) => {
    const { orchestrator, post, taken } = shop();
    const answer = await post('partner', { method: 'POST', body: row.json, headers: { 'content-type': 'application/json' } });
    const body = await answer.text();
    const dead = (await orchestrator.list({ kind: 'parked' })).items;
    expect(answer.status).toBe(200);
    expect(`${body} ${JSON.stringify(dead)}`).not.toContain(canary);
    if ('refused' in row.expect) {
      expect([JSON.parse(body), dead.map(({ cause }) => cause)]).toEqual([{ accepted: 0, refused: [{ index: 0, code: row.expect.refused }] }, [row.expect.refused]]);
      expect(taken().flatMap(({ lane, entries = [] }) => (lane === '~inbound' ? [] : entries))).toEqual([]);
    } else {
      const [entry] = taken().flatMap(({ entries = [] }) => entries.filter(({ kind }) => kind === 'event'));
      expect([JSON.parse(body), dead, JSON.parse(entry?.body ?? '{}').data]).toStrictEqual([{ accepted: 1, refused: [] }, [], row.expect.accepted]);
    }
  });
});
