import { z } from 'zod';
import { createWebhookChannel } from '../../../adapters/webhook/index.js';
import type { Arrived, ChannelHarness, ChannelUnderTest, Outside, Said } from '../../../src/testing/index.js';
import { Receiver, type Answer, type Got } from './receiver.js';
import { signedRequest, theVerifier } from './signed-request.js';

const people = ['+4915112345671', '+4915112345672'] as const;
const secret = `whsec_${Buffer.from('o'.repeat(32)).toString('base64')}`;
const posted = z.object({ key: z.string(), to: z.enum(people), conversation: z.string().exactOptional(), text: z.string(), buttons: z.array(z.string()).exactOptional(), mediaUrl: z.string().exactOptional(), template: z.string().exactOptional() });
type Posted = z.infer<typeof posted>;

/** Webhooks both ways: a receiver on the loopback, and signed requests in the channel's own JSON. */
export const webhookHarness: ChannelHarness = { create: createWebhook };

async function createWebhook(): Promise<ChannelUnderTest> {
  const receiver = new Receiver();
  const url = await receiver.open();
  const channel = createWebhookChannel({ identityNamespace: 'phone', inbound: { verifier: theVerifier() }, outbound: { url, secret, maxTextLength: 2_000 } });
  return { channel, outside: outsideOf(receiver) };
}

function outsideOf(receiver: Receiver): Outside {
  const taken: (Posted & { readonly wire: string })[] = [];
  const take: Answer = (response, got) => {
    const read = posted.safeParse(JSON.parse(got.body));
    if (!read.success) return void response.writeHead(400).end();
    taken.push({ ...read.data, wire: wireOf(got) });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `their-${read.data.key}` }));
  };
  receiver.answer = take;
  const answering = (status: number, headers = {}): Answer => (response) => void response.writeHead(status, headers).end();
  const report = (state: string) => (providerId: string) => signedRequest(items({ kind: 'receipt', id: `${providerId}:${state}`, providerId, state }));
  return {
    people: [...people],
    received: () => taken.map(({ conversation: _conversation, ...arrived }): Arrived => arrived),
    request: (said) => signedRequest(items(itemOf(said))),
    forge: (said) => signedRequest(items(itemOf(said)), { by: 'z' }),
    together: (all) => signedRequest(items(...all.map((one) => (one === 'unreadable' ? { kind: 'message', id: 'lost' } : itemOf(one))))),
    reply: ({ key }, said) => signedRequest(items({ ...itemOf(said), conversation: taken.find((one) => one.key === key)?.conversation ?? 'a new one' })),
    report: { delivered: report('delivered'), read: report('read'), failed: report('failed') },
    trouble: {
      down: () => { receiver.answer = answering(503); },
      rate: () => { receiver.answer = answering(429, { 'retry-after': '2' }); return 2_000; },
      refuse: () => { receiver.answer = answering(422); },
      slow: () => { receiver.answer = () => {}; },
      none: () => { receiver.answer = take; },
    },
    dispose: () => receiver.close(),
  };
}

const items = (...all: readonly object[]): string => JSON.stringify({ items: all });
const itemOf = ({ id, from, text }: Said) => ({ kind: 'message', id, from, text, conversation: `thread of ${from.slice(-4)}` });

/** The time and the signature over it are a retry's own; all else is the same. */
function wireOf({ url, headers, body }: Got): string {
  return JSON.stringify([url, headers['webhook-id'], headers['content-type'], body]);
}
