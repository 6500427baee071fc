import { describe, expect, test } from 'vitest';
import { createHost } from './host.js';

const whoIs = async (host: ReturnType<typeof createHost>, name: string) => (await host.orchestrator.briefing(name)).who;

describe('what a channel knows of who speaks', () => {
  test('a sender whom the transport proved is known as verified; one it did not prove is vouched for', async () => {
    const host = createHost([]);
    await host.orchestrator.start();
    await host.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'Hello', verified: true });
    await host.chat.hear({ kind: 'message', id: 'm2', from: 'bob', text: 'Hello' });
    expect((await whoIs(host, 'user:ann')).identities).toMatchObject([{ namespace: 'user', value: 'ann', how: 'verified' }]);
    expect((await whoIs(host, 'user:bob')).identities).toMatchObject([{ namespace: 'user', value: 'bob', how: 'vouched' }]);
    await host.orchestrator.close();
  });

  test('a proof that comes later counts from then on, and is not lost by a contact without one', async () => {
    const host = createHost([]);
    await host.orchestrator.start();
    await host.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'Hello' });
    await host.chat.hear({ kind: 'event', id: 'm2', from: 'ann', event: { type: 'channel.connected', data: {} }, verified: true });
    await host.chat.hear({ kind: 'message', id: 'm3', from: 'ann', text: 'Again' });
    expect(await whoIs(host, 'user:ann')).toMatchObject({ confidence: 'verified', identities: [{ how: 'verified' }] });
    await host.orchestrator.close();
  });

  test('an address the customer only said is kept as a claim and finds nobody', async () => {
    const host = createHost([]);
    await host.orchestrator.accept({ id: '1', source: 'web', type: 'form.sent', data: {}, who: ['visitor:v1', { namespace: 'email', value: 'Ann@EXAMPLE.org', verified: false }] });
    expect((await whoIs(host, 'visitor:v1')).claims).toMatchObject([{ namespace: 'email', value: 'Ann@example.org' }]);
    await expect(host.orchestrator.explain('email:Ann@example.org')).rejects.toMatchObject({ code: 'UnknownCustomer' });
    await host.orchestrator.close();
  });
});
