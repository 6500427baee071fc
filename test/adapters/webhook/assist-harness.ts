import { z } from 'zod';
import { createWebhookAssist } from '../../../adapters/webhook/index.js';
import type { AssistWork } from '../../../src/ports/index.js';
import type { AssistHarness, AssistTrouble, AssistUnderTest } from '../../../src/testing/index.js';
import { Receiver, type Answer, type Got } from './receiver.js';
import { signedRequest, theVerifier } from './signed-request.js';

const secret = `whsec_${Buffer.from('o'.repeat(32)).toString('base64')}`;
const posted = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hand-over'), key: z.string(), work: z.custom<AssistWork>() }),
  z.strictObject({ type: z.literal('take-back'), key: z.string(), item: z.string(), tenant: z.string() }),
]);

/** A router behind webhooks both ways: a receiver on the loopback, and signed requests in the assist's own JSON. */
export const webhookAssistHarness: AssistHarness = { create: createWebhookUnderTest };

export async function createWebhookUnderTest(): Promise<AssistUnderTest & { readonly got: readonly Got[] }> {
  const receiver = new Receiver();
  const assist = createWebhookAssist({ inbound: { verifier: theVerifier() }, outbound: { url: await receiver.open(), secret, timeoutMs: 2_000 } });
  const contacts = new Map<string, AssistWork>();
  receiver.answer = takeInto(contacts);
  return {
    assist, got: receiver.got,
    has: async () => [...contacts.values()],
    trouble: (what) => { receiver.answer = troubles[what]; },
    request: async (events) => signedRequest(JSON.stringify({ events })),
    end: () => receiver.close(),
  };
}

const takeInto = (contacts: Map<string, AssistWork>): Answer => (response, { body }) => {
  const read = posted.parse(JSON.parse(body));
  if (read.type === 'hand-over') contacts.set(read.work.item, read.work);
  const known = read.type === 'hand-over' || contacts.delete(read.item);
  response.writeHead(known ? 200 : 404).end();
};

const troubles: { readonly [T in AssistTrouble]: Answer } = {
  away: (response) => void response.destroy(),
  busy: (response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
  refuses: (response) => void response.writeHead(422).end(),
};
