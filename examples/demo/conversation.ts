import { readFileSync } from 'node:fs';
import { z } from 'zod';

const twice = z.boolean().optional();

/**
 * A recorded conversation, as in `conversation.json`. Steps are played one after the other:
 * `customer` says something on the page; `hears` waits until a message with these words has come to the page; `person` acts at the desk,
 * and joins only once they were called. `twice` says or does the same again under the same id, as a page or a desk does that got no answer.
 */
const conversationSchema = z.strictObject({
  customer: z.string().regex(/^[a-z0-9-]+$/),
  person: z.string(),
  steps: z.array(z.union([
    z.strictObject({ customer: z.string().min(1), twice }),
    z.strictObject({ hears: z.string().min(1) }),
    z.strictObject({ person: z.literal('joins'), twice }),
    z.strictObject({ person: z.literal('writes'), text: z.string().min(1), twice }),
    z.strictObject({ person: z.literal('leaves'), resolved: z.boolean(), text: z.string().min(1), twice }),
  ])),
});
export type Conversation = z.output<typeof conversationSchema>;
export type Step = Conversation['steps'][number];

/** Reads a conversation from its file; what is wrong with it is told by place. */
export function readConversation(file: string | URL): Conversation {
  const read = conversationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`This is not a conversation that can be played:\n${z.prettifyError(read.error)}`);
}
