import { readFileSync } from 'node:fs';
import { z } from 'zod';

const twice = z.boolean().optional();

/** Whom a conversation is about: how the shop knows them, where it knows them. */
const customerSchema = z.strictObject({ name: z.string().min(1), phone: z.string().regex(/^\+\d{8,15}$/), email: z.email() });

/**
 * A recorded conversation, as in `conversation.json`. Steps are played one after the other:
 *
 * - `shop` tells the host whom it knows, `looks` which page is looked at
 * - `customer` says something on the chat page; `hears` waits until a message with these words has come to it; `closes` leaves the page
 * - `proves` says a phone number, waits for the code on that phone, and types it in
 * - `call` is told by the telephone system in a signed request, `forged` by somebody who has not its secret
 * - `person` acts at the desk: joins a chat or writes in it once they were called, makes a promise, leaves
 * - `sms` and `mail` wait until these words have come to the phone or the mailbox; `replies` answers that mail
 *
 * `twice` says or does the same again under the same id, as a page, a desk or a telephone system does that got no answer.
 */
const conversationSchema = z.strictObject({
  customer: customerSchema,
  person: z.string(),
  steps: z.array(z.union([
    z.strictObject({ shop: z.literal('knows the customer') }),
    z.strictObject({ looks: z.string().min(1), title: z.string() }),
    z.strictObject({ customer: z.string().min(1), twice }),
    z.strictObject({ hears: z.string().min(1) }),
    z.strictObject({ closes: z.literal('page') }),
    z.strictObject({ proves: z.literal('phone') }),
    z.strictObject({ call: z.enum(['ringing', 'answered', 'ended']), twice, forged: z.boolean().optional() }),
    z.strictObject({ person: z.literal('joins'), twice }),
    z.strictObject({ person: z.literal('writes'), text: z.string().min(1), twice }),
    z.strictObject({ person: z.literal('promises'), text: z.string().min(1), twice }),
    z.strictObject({ person: z.literal('leaves'), resolved: z.boolean(), text: z.string().min(1), twice }),
    z.strictObject({ sms: z.string().min(1) }),
    z.strictObject({ mail: z.string().min(1) }),
    z.strictObject({ replies: z.string().min(1) }),
  ])),
});
export type Conversation = z.output<typeof conversationSchema>;
export type Customer = Conversation['customer'];
export type Step = Conversation['steps'][number];

/** Reads a conversation from its file; what is wrong with it is told by place. */
export function readConversation(file: string | URL): Conversation {
  const read = conversationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`This is not a conversation that can be played:\n${z.prettifyError(read.error)}`);
}

/** The name as the lines of a conversation have it. */
export const firstName = ({ name }: Customer): string => name.split(' ')[0] ?? name;
