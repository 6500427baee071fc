import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createOrchestrator } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createStandardWebhooksVerifier } from '../../../adapters/webhook/index.js';
import type { SmtpChannelConfig } from '../../../adapters/smtp/index.js';
import { afterTest, openShop, rawMail, refused } from './mail-test-bench.js';

const secret = Buffer.from('a secret of more than 24 bytes').toString('base64');
const verifier = createStandardWebhooksVerifier({ secret });

async function openHost(config: Partial<SmtpChannelConfig> = { verifier }) {
  const clock = createTestClock(Date.now());
  const orchestrator = createOrchestrator({ journeys: [], store: createMemoryStore({ clock }), clock, channels: { mail: openShop(9, config) } });
  afterTest(() => orchestrator.close());
  await orchestrator.start();
  return orchestrator;
}

/** A provider's request: one raw mail as its body, signed. */
function post(mail: Buffer, { signedAs = mail, type = 'message/rfc822' }: { readonly signedAs?: Buffer; readonly type?: string } = {}): Request {
  const now = new Date();
  const headers = { 'content-type': type, 'webhook-id': 'w1', 'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)), 'webhook-signature': new Webhook(secret).sign('w1', now, signedAs.toString()) };
  return new Request('http://host/mail', { method: 'POST', body: new Uint8Array(mail), headers });
}

describe('A mail that a provider posts', () => {
  it('is accepted when it is signed, and only once', async () => {
    const host = await openHost();
    const handler = host.handler('mail');
    for (let n = 0; n < 2; n++) expect((await handler(post(rawMail({}, 'Where is it?')))).status).toBe(200);
    expect(await host.timeline('email:ana@home.example')).toMatchObject([{ direction: 'in', channel: 'mail', text: 'Where is it?', conversation: 'm1@home.example' }]);
  });

  it('is turned away when its bytes were changed', async () => {
    const host = await openHost();
    expect((await host.handler('mail')(post(rawMail({}, 'Send it to Eve'), { signedAs: rawMail({}, 'Send it to me') }))).status).toBe(401);
    await expect(host.timeline('email:ana@home.example')).rejects.toThrow(refused('UnknownCustomer'));
  });

  it('is never taken by a route that nobody guards', async () => {
    const host = await openHost({});
    expect(() => host.handler('mail')).toThrow(refused('InvalidOptions'));
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'message/rfc822x'])('is not looked for in a body of %s', async (type) => {
    expect((await (await openHost()).handler('mail')(post(rawMail({}), { type }))).status).toBe(415);
  });

  it('is refused as too large over the limit of the configuration', async () => {
    expect((await (await openHost({ verifier, maxMailBytes: 1_000 })).handler('mail')(post(rawMail({}, 'x'.repeat(2_000))))).status).toBe(413);
  });

  it('that says too much or cannot be read is kept as a dead letter, since nobody else can be told', async () => {
    const host = await openHost();
    const handler = host.handler('mail');
    expect((await handler(post(rawMail({ 'Message-ID': '<long@home.example>' }, 'x'.repeat(70_000))))).status).toBe(200);
    expect((await handler(post(rawMail({ 'Message-ID': '<two@home.example>', From: 'a@b.example, c@d.example' })))).status).toBe(200);
    const { items } = await host.list({ kind: 'parked' });
    expect(new Set(items.map((item) => ('cause' in item ? item.cause : undefined)))).toEqual(new Set(['sender', 'text-too-long']));
  });

  it('may be preceded by a question whether the route is ours, which the verifier answers', async () => {
    const handshake = { ...verifier, verify: async () => true, handshake: (request: Request) => (request.method === 'GET' ? new Response('yes') : undefined) };
    const handler = (await openHost({ verifier: handshake })).handler('mail');
    expect(await (await handler(new Request('http://host/mail'))).text()).toBe('yes');
  });
});
