import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWebhookAssist } from 'throughline/adapters/webhook';
import { assistCases, createMemoryAssist, describeCases } from 'throughline/testing';
import { readParts } from 'throughline/ports';
import { taskEvents } from '../../../examples/assist/task-events.js';
import { createWebhookUnderTest, webhookAssistHarness } from './assist-harness.js';
import { theVerifier } from './signed-request.js';

describeCases('a router behind webhooks', await assistCases(webhookAssistHarness), { describe, it });
describeCases('a router in memory', await assistCases({ create: () => { const assist = createMemoryAssist(); return { assist, has: async () => assist.contacts(), trouble: assist.trouble, say: assist.says }; } }), { describe, it });

const never = { signal: new AbortController().signal };
const secret = `whsec_${Buffer.from('o'.repeat(32)).toString('base64')}`;

describe('a router behind webhooks', () => {
  it('is sent each contact signed, with a key that is the same at every retry', async () => {
    const { assist, got, end } = await createWebhookUnderTest();
    onTestFinished(async () => { await assist.close(); await end?.(); });
    const work = { item: 'c-1', tenant: 'default', customer: 'c', queue: 'q', channel: 'chat', reason: 'r', priority: 0, skills: [], since: 1 };
    for (let sent = 0; sent < 2; sent += 1) await assist.hand(work, never);
    expect(new Set(got.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['c-1']));
    const [first] = got;
    const signed = createHmac('sha256', Buffer.from('o'.repeat(32))).update(`${first?.headers['webhook-id']}.${first?.headers['webhook-timestamp']}.${first?.body}`).digest('base64');
    expect(first?.headers['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('speaks for no account that is not bound to a tenant', async () => {
    const assist = createWebhookAssist({ inbound: { verifier: theVerifier(), accounts: { 'acct-1': 'tenant-a' } }, outbound: { url: 'https://router.example/in', secret } });
    const bytes = (account: string) => new TextEncoder().encode(JSON.stringify({ account, events: [{ id: 'e1', item: 'c-1', order: 1, type: 'failed' }] }));
    const read = (account: string) => assist.receive(new Request('https://desk.example/', { method: 'POST', body: bytes(account), headers: { 'content-type': 'application/json' } }), bytes(account));
    expect(read('acct-1').heard).toEqual([{ id: 'e1', item: 'c-1', order: 1, type: 'failed', tenant: 'tenant-a' }]);
    expect(read('acct-2').heard).toMatchObject([{ kind: 'unreadable', id: 'e1', reason: 'UnknownAccount' }]);
    await assist.close();
  });

  it('is not heard in a body that names a key twice, where the host is strict', async () => {
    const bytes = new TextEncoder().encode('{"events":[{"id":"e1","item":"c-1","item":"c-2","order":1,"type":"failed"}]}');
    const heard = [true, false].map((strict) => createWebhookAssist({ inbound: { verifier: theVerifier(), strict }, outbound: { url: 'https://router.example/in', secret } })
      .receive(new Request('https://desk.example/', { method: 'POST', body: bytes, headers: { 'content-type': 'application/json' } }), bytes).heard);
    expect(heard).toMatchObject([[{ kind: 'unreadable', reason: 'DuplicateKey' }], [{ item: 'c-2' }]]);
  });

  it('is read by a format of the host where the router has words of its own', () => {
    const form = (fields: { readonly [name: string]: string }) => new TextEncoder().encode(new URLSearchParams({ Sid: 'EV1', TimestampMs: '7', TaskAttributes: '{"item":"c-1"}', ...fields }).toString());
    const read = (fields: { readonly [name: string]: string }) => readParts({ request: new Request('https://desk.example/', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), bytes: form(fields) }, taskEvents);
    expect(read({ EventType: 'reservation.accepted', WorkerName: 'ann' })).toEqual([{ id: 'EV1', item: 'c-1', order: 7, type: 'accepted', agent: 'ann' }]);
    expect(['task.created', 'task-queue.entered', 'reservation.created', 'task.wrapup', 'task.completed', 'task.canceled'].flatMap((EventType) => read({ EventType }).map((said) => ('type' in said ? said.type : '')))).toEqual(['created', 'queued', 'offered', 'wrapped-up', 'closed', 'failed']);
    expect([read({ EventType: 'worker.created' }), read({ EventType: 'task.created', TaskAttributes: '{}' })]).toMatchObject([[], [{ kind: 'unreadable', id: 'EV1' }]]);
  });

  it('is not made where anybody could speak for it, or for what could be read on the way', () => {
    expect(() => createWebhookAssist({ inbound: {} as never, outbound: { url: 'https://router.example', secret } })).toThrow('InvalidOptions');
    expect(() => createWebhookAssist({ inbound: { verifier: theVerifier() }, outbound: { url: 'http://router.example', secret } })).toThrow('InvalidOptions');
    expect(() => createWebhookAssist({ inbound: { verifier: theVerifier() }, outbound: { url: 'https://router.example', secret: 'short' } })).toThrow('WebhookSecretInvalid');
  });
});
