import { z } from 'zod';
import { days, defineJourney, facts, minutes } from 'throughline';

const { setup } = defineJourney({
  id: 'public-complaint', version: 1, ttlMs: days(30),
  events: {
    'complaint.posted': z.object({ about: z.string(), post: z.string() }),
    'complaint.taken': z.object({ details: z.string() }),
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
    'complaint.solved': z.object({ post: z.string() }),
  },
  facts: {
    about: facts.public(z.string(), { scope: 'conversation' }),
    post: facts.public(z.string()),
    details: facts.personal(z.string().nullable(), { scope: 'conversation' }),
  },
  channels: { forum: ['text', 'inbound', 'public'], chat: ['text', 'inbound'] },
  entry: { on: ['complaint.posted'], key: 'post', reentry: { mode: 'per-key' } },
});

/**
 * Answers a complaint where everybody reads it, because others are reading, and asks the customer to go on in private: there the conversation is the
 * same one and what was said before is known. What is personal is asked for and said in private alone.
 */
export const publicComplaint = setup({ delays: { 'reply time': minutes(30) } }).createMachine({
  context: ({ input }) => ({ about: input.event.data.about, post: input.event.data.post, details: null }),
  initial: 'answered',
  states: {
    answered: {
      description: 'Answered in public, and asked to go on in private',
      entry: [
        { type: 'send', params: { channel: 'forum', purpose: 'service', template: 'sorry in public', expiresInMs: minutes(30) } },
        { type: 'promise', params: { name: 'answer', words: 'Somebody looks at it in private', inMs: days(1) } },
      ],
      on: { 'message.failed': 'needs a person', 'complaint.taken': 'in private' },
      after: { 'reply time': 'needs a person' },
    },
    'needs a person': {
      description: 'The public answer did not go, or nobody came: a person looks at it while others are reading',
      entry: { type: 'handoff', params: { queue: 'forum', reason: 'public complaint', priority: 5 } },
      on: { 'complaint.taken': 'in private', 'complaint.solved': 'solved' },
    },
    'in private': {
      description: 'The customer goes on in private',
      entry: [
        { type: 'remember', params: { facts: ['details'] } },
        { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'got your details' } },
        { type: 'keepPromise', params: { name: 'answer' } },
      ],
      on: { 'complaint.solved': 'solved' },
    },
    solved: { type: 'final', entry: { type: 'send', params: { channel: 'forum', purpose: 'service', template: 'solved in public' } } },
  },
});
