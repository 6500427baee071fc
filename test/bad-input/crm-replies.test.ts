import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CrmFound } from 'throughline/ports';
import type { JourneyErrorCode } from '../../src/errors/index.js';
import { readCrmReply } from '../../src/customer/crm/read-crm-reply.js';
import { defaultLimits } from '../../src/model/limits.js';
import { refusalOf } from '../model/refusal-of.js';
import { createMemoryCrm } from 'throughline/testing';
import { help } from '../orchestrator/crm-host.js';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { canary, now } from './bad-input-row.js';

const read = (reply: unknown) => readCrmReply(reply, defaultLimits, now);
const one = (record: object) => ({ status: 'one', record: { id: 'crm-1', ...record } });
const cyclic: Record<string, unknown> = { id: canary };
cyclic['self'] = cyclic;

describe('line 46: what a CRM says of a customer', () => {
  const refused: readonly (readonly [what: string, reply: unknown, code: JourneyErrorCode])[] = [
    ['fifty megabytes of notes', one({ cases: [{ id: 'k', subject: canary, openedAt: now, status: 'open', notes: [canary.repeat(4_000_000)] }] }), 'TooLarge'],
    ['a million orders', one({ orders: Array.from({ length: 1_000_000 }, () => 0) }), 'TooLarge'],
    ['a record that contains itself', { status: 'one', record: cyclic }, 'NotSerializable'],
    ['a key that reaches a prototype', JSON.parse('{"status":"one","record":{"id":"crm-1","fields":{"__proto__":{"admin":true}}}}'), 'ForbiddenKey'],
    ['nothing', undefined, 'NotSerializable'],
    ['a text', 'found', 'InvalidPayload'],
    ['a record without an id', { status: 'one', record: { name: canary } }, 'InvalidPayload'],
    ['a status of its own', { status: 'maybe' }, 'InvalidPayload'],
  ];
  test.each(refused)('%s is refused and never repeated, so the journey goes on without it', (_what, reply, code) => {
    const error = refusalOf(() => read(reply));
    expect(error.code).toBe(code);
    expect(`${error.message} ${JSON.stringify(error.facts)}`).not.toContain(canary);
  });

  test('a name that is null, a number as language and a status nobody knows cost only themselves', () => {
    const answer = read(one({ name: null, locale: 7, cases: [{ id: 'k', subject: 'late', openedAt: now, status: 'on fire' }] }));
    expect(answer).toEqual({ status: 'known', at: now, record: { id: 'crm-1', cases: [{ id: 'k', subject: 'late', openedAt: now, status: 'open' }] } });
  });
});

describe.each(homes)('line 46: a CRM that, asked who is talking, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());
  const begin = (find: () => unknown): Bench => createBench(home, { journeys: [help], crm: { ...createMemoryCrm({ people: [] }), find: async () => await find() as CrmFound }, timing: {} });

  const hostile: readonly (readonly [what: string, find: () => unknown])[] = [
    ['answers fifty megabytes', () => one({ fields: { notes: canary.repeat(4_000_000) } })],
    ['answers a record that contains itself', () => ({ status: 'one', record: cyclic })],
    ['answers a key that reaches a prototype', () => JSON.parse('{"status":"one","record":{"id":"crm-1","fields":{"__proto__":{"admin":true}}}}')],
    ['answers nothing', () => undefined],
    ['answers null', () => null],
    ['answers a list', () => [one({})]],
    ['answers one record and holds back which', () => ({ status: 'one' })],
    ['answers several and names one', () => ({ status: 'several', ids: ['crm-1'] })],
    ['answers dates that are objects', () => one({ orders: [{ id: 'A-1', status: 'open', placedAt: new Date() }] })],
    ['answers something that throws when it is read', () => new Proxy({}, { get() { throw new Error(canary); }, ownKeys() { throw new Error(canary); } })],
    ['throws a text', () => { throw canary; }],
    ['rejects with nothing', () => Promise.reject(undefined)],
  ];
  test.each(hostile)('%s: the journey goes on, and the briefing says that the CRM is unavailable', async (_what, find) => {
    const bench = begin(find);
    const told: unknown[] = [];
    for (const type of ['crm.answered', 'effect.dead', 'effect.dropped', 'event.answered'] as const) bench.orchestrator.on(type, (what) => told.push([type, what]));
    expect(await bench.say({ id: '1', type: 'help.asked', data: { topic: 'lamp' }, via: { channel: 'chat' } })).toMatchObject({ status: 'handled' });
    await bench.settle(5_000);
    expect(bench.texts()).toEqual(['Somebody will help you.']);
    const briefing = await bench.orchestrator.briefing('user:ann');
    expect(briefing.crm.status).toBe('unavailable');
    expect(briefing.journeys).toHaveLength(1);
    const lane = { tenant: 'default', lane: briefing.customer };
    expect(JSON.stringify([briefing, told, await bench.log(), await bench.store.load([lane]), await bench.store.rows(lane, { limit: 100 })])).not.toContain(canary);
    expect(bench.told.map(({ type }) => type)).not.toContain('effect.dead');
    await bench.orchestrator.close();
  });

  test('answers with a status, a priority and a name of its own is still of use: the rest is in the briefing', async () => {
    const reply = one({ name: null, locale: 'de', segments: ['vip', 7], fields: { tier: 'gold', nested: { a: 1 } }, orders: [{ id: 'A-1', status: 'weird', placedAt: 5 }, { status: 'no number' }], cases: [{ id: 'k', subject: 'late', openedAt: 1, status: 'waiting', priority: 'urgent' }] });
    const bench = begin(() => reply);
    await bench.say({ id: '1', type: 'help.asked', data: { topic: 'lamp' }, via: { channel: 'chat' } });
    await bench.settle();
    expect((await bench.orchestrator.briefing('user:ann')).crm).toMatchObject({
      status: 'known',
      record: { id: 'crm-1', locale: 'de', segments: ['vip'], fields: { tier: 'gold' }, orders: [{ id: 'A-1', status: 'weird', placedAt: 5 }], cases: [{ id: 'k', subject: 'late', openedAt: 1, status: 'open' }] },
    });
    await bench.orchestrator.close();
  });
});
