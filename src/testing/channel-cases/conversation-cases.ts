import assert from 'node:assert/strict';
import type { Arrived } from './channel-harness.js';
import type { ChannelBench, ChannelCase, FromCustomer } from './channel-bench.js';

/** Clauses about threads: a reply finds its way back into the conversation it belongs to. */
export const conversationCases: readonly ChannelCase[] = [
  {
    id: 'CH-55', clause: 'two people never share a conversation', needs: ['customers'],
    async run({ bring, ben }) {
      const [one, other] = [await bring(), await bring({ from: ben })];
      assert(one.conversation === undefined || one.conversation !== other.conversation, 'two people are in one conversation');
    },
  },
  {
    id: 'CH-56', clause: 'a conversation that it names can be kept: 1 to 1,000 printable characters', needs: ['customers'],
    async run({ bring }) {
      const { conversation = 'none' } = await bring();
      assert(conversation.length > 0 && conversation.length <= 1_000 && /^\P{C}+$/u.test(conversation), 'the conversation has no name that can be kept');
    },
  },
  {
    id: 'CH-57', clause: 'the answer to a message sent in a conversation comes in in that conversation', needs: ['reply'],
    async run(bench) {
      const { conversation } = await bench.bring();
      assert(conversation !== undefined, 'the harness can reply in a thread, and the channel names no conversation');
      await bench.sent({ conversation });
      const [arrived] = await bench.arrived(1);
      assert.equal((await replyTo(bench, arrived)).conversation, conversation);
    },
  },
  {
    id: 'CH-58', clause: 'a conversation lasts: the second answer is in it too', needs: ['reply'],
    async run(bench) {
      const { conversation } = await bench.bring();
      const told = [];
      for (let at = 1; at <= 2; at += 1) {
        await bench.sent({ ...(conversation !== undefined && { conversation }), text: `message ${at}` });
        told.push(await replyTo(bench, (await bench.arrived(at))[at - 1]));
      }
      assert.deepEqual(told.map((one) => one.conversation), [conversation, conversation]);
    },
  },
];

async function replyTo({ outside, carry, saying, told }: ChannelBench, arrived: Arrived | undefined): Promise<FromCustomer> {
  assert(arrived !== undefined && outside.reply !== undefined);
  await carry(outside.reply(arrived, saying({ from: arrived.to })));
  const item = told().at(-1);
  assert(item !== undefined, 'the reply did not come in');
  return item;
}
