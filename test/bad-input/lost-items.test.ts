import { describe, expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, type Limits } from 'throughline';
import { createWebhookChannel } from 'throughline/adapters/webhook';
import type { Channel, Inbound } from 'throughline/ports';
import { createTestClock } from 'throughline/testing';
import { canary, now } from './bad-input-row.js';
import { fuzzedStores } from './grammar/fuzzed-shop.js';

interface Options { readonly limits?: Partial<Limits>; readonly tenants?: 'one' | 'several' }
const partner = (): Channel => createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: { scheme: 'open', verify: async () => true } } });
/** A channel whose adapter hands on what it is sent as it came. */
const handsOn = (inbound: readonly unknown[]): Channel => ({ contract: 1, name: 'partner', identityNamespace: 'user', capabilities: { inbound: true }, verify: async () => true, receive: () => ({ inbound: inbound as readonly Inbound[] }), close: async () => {} });
const message = (id: string, text = 'I cancel my order'): string => `{"kind":"message","id":${id},"from":"ann","text":"${text}"}`;

/** Ids that no item may have, as JSON, and how their items are refused. */
const ids: readonly (readonly [what: string, id: string, code: string])[] = [
  ['half a surrogate pair', `"${canary}\\ud83d"`, 'NotWellFormed'], ['U+0000', `"${canary}\\u0000"`, 'ForbiddenCharacter'], ['a zero-width character', `"${canary}\u200b"`, 'InvalidEventId'],
  ['another direction of writing', `"${canary}\u202e"`, 'InvalidEventId'], ['a line break', `"${canary}\\n"`, 'InvalidEventId'], ['an emoji that is joined', '"👩\u200d👧"', 'InvalidEventId'], ['nothing', '""', 'InvalidPayload at id'],
  ['more than 255 characters', `"${'x'.repeat(256)}"`, 'InvalidPayload at id'],
];

describe.each(fuzzedStores)('W12: an item of a webhook that cannot be kept under its own id, %s,', (_, make) => {
  function shop(channel: Channel, options: Options = {}) {
    const clock = createTestClock(now);
    const orchestrator = createOrchestrator({ ...options, journeys: [], store: make(clock), clock, channels: { partner: channel } });
    onTestFinished(async () => { await orchestrator.close(); });
    const told: string[] = [];
    orchestrator.on('event.parked', ({ cause }) => told.push(cause));
    const post = async (items: string) => {
      const answer = await orchestrator.handler('partner')(new Request('https://shop.example/in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"items":[${items}]}` }));
      return { status: answer.status, body: await answer.text() };
    };
    const dead = async () => (await orchestrator.list({ kind: 'parked' })).items.map(({ id, cause, tenant }) => ({ id, cause, tenant }));
    return { orchestrator, post, dead, told };
  }

  test.each(ids)('for it holds %s, is a dead letter, counted and told, once however often it comes', async (_what, id, cause) => {
    const { orchestrator, post, dead, told } = shop(partner());
    const answers = [await post(`${message('"m1"')},${message(id)},${message('"m2"')}`), await post(message(id))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const kept = await dead();
    expect(kept).toEqual([{ id: expect.stringMatching(/^~inbound\/partner:(item|body)-[\da-f]{64}/), cause, tenant: 'default' }, ...kept.slice(1)]);
    // a body that is read as another is another item; one with an id of its own is the same
    expect([kept.length, told, await orchestrator.figures(['events.parked', 'events.accepted'])]).toEqual(cause.includes(' ') ? [2, [cause, cause], [2, 2]] : [1, [cause], [1, 2]]);
    expect(JSON.stringify([kept, answers, told])).not.toContain(canary);
  });

  test('is told apart from another one', async () => {
    const { post, dead } = shop(partner());
    await post([message('"a\\ud83d"'), message('"b\\ud83d"'), message('"a\\u0000"'), message('"a\u200b"'), message('"a"')].join());
    expect(new Set((await dead()).map(({ id }) => id)).size).toBe(4);
  });

  test('for the host takes no ids so long, is a dead letter all the same, whether it can be read or not', async () => {
    const { post, dead } = shop(partner(), { limits: { idLength: 8 } });
    expect((await post(`${message('"nine-long"')},{"kind":"nonsense","id":"nine-more"},{}`)).status).toBe(200);
    const causes = (await dead()).map(({ cause }) => cause);
    expect([causes.length, causes]).toEqual([3, expect.arrayContaining(['InvalidEventId', 'InvalidPayload at kind', 'InvalidPayload at kind'])]);
  });

  test.each([
    ['a number', [{ kind: 'message', id: 7, from: 'ann', text: canary }]], ['missing', [{ kind: 'event', from: 'ann', event: { type: 'a', data: { canary } } }]],
    ['a number where nothing else could be read', [{ kind: 'unreadable', id: 7, reason: canary }]],
  ])('for its adapter hands on one that is %s, is a dead letter too', async (_what, inbound) => {
    const { post, dead, told } = shop(handsOn(inbound));
    expect([(await post('')).status, (await post('')).status]).toEqual([200, 200]);
    expect([await dead(), told]).toEqual([[{ id: expect.stringMatching(/^~inbound\/partner:item-[\da-f]{64}$/), cause: 'InvalidInput', tenant: 'default' }], ['InvalidInput']]);
  });

  test.each([['one', 'default'], ['several', '~']] as const)('for its tenant cannot be one, is a dead letter of nobody’s (%s)', async (tenants, tenant) => {
    const { post, dead, told } = shop(handsOn([{ kind: 'message', id: 'm1', from: 'ann', text: 'hello', tenant: `../${canary}` }]), { tenants });
    expect((await post('')).status).toBe(200);
    expect([await dead(), told]).toEqual([[{ id: '~inbound/partner:m1', cause: 'InvalidTenant', tenant }], ['InvalidTenant']]);
  });
});
