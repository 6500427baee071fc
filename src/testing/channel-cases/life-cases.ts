import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { SendResult } from '../../ports/channel.js';
import type { ChannelCase } from './channel-bench.js';
import { NoAnswer, within } from './within.js';

/** Clauses about how a channel ends, and that it is alone in its process no more than it says. */
export const lifeCases: readonly ChannelCase[] = [
  {
    id: 'CH-07', clause: '`close` may be called twice, also at once',
    async run({ channel }) {
      await Promise.all([channel.close(), channel.close()]);
      await channel.close();
    },
  },
  {
    id: 'CH-08', clause: '`close` may be called before `open`', opened: false,
    async run({ channel, patienceMs }) { await within(patienceMs, 'close', channel.close()); },
  },
  {
    id: 'CH-09', clause: '`close` ends while a message is on its way, and so does its `send`, which is not `sent`', needs: ['slow'],
    async run({ channel, outside, send, patienceMs, quiet }) {
      await outside.trouble?.slow?.();
      const sending = send().then(({ status }) => status, (error: unknown) => (error instanceof NoAnswer ? 'no answer' : 'rejected'));
      await quiet();
      await within(patienceMs, 'close', channel.close());
      assert(['retry', 'rejected'].includes(await sending), `the send ended with '${await sending}'`);
    },
  },
  {
    id: 'CH-10', clause: 'after `close` nothing leaves: `send` rejects with Closed or answers `retry`', needs: ['text'],
    async run({ channel, send, received }) {
      await channel.close();
      assert.equal((await send().catch(endsWithClosed)).status, 'retry');
      assert.deepEqual(await received(), []);
    },
  },
  {
    id: 'CH-11', clause: 'after `close` nothing is handed over', needs: ['transport'],
    async run({ channel, outside, saying, heard, quiet, patienceMs }) {
      await channel.close();
      const before = heard.length;
      // nobody may be there to answer, which is as good
      await within(patienceMs, 'say', Promise.resolve(outside.say?.(saying()))).catch(() => {});
      await quiet();
      assert.equal(heard.length, before);
    },
  },
  {
    id: 'CH-12', clause: 'two channels beside each other share nothing', needs: ['customers'],
    async run({ bring, told, another }) {
      const second = await another();
      await bring();
      assert.equal(second.told().length, 0);
      await second.bring();
      assert.equal(told().length, 1);
    },
  },
  {
    id: 'CH-13', clause: 'what one of two channels sends does not leave by the other', needs: ['text'],
    async run({ sent, received, another, arrived }) {
      const second = await another();
      await sent();
      await arrived(1);
      assert.deepEqual(await second.received(), []);
      await second.sent();
      await second.arrived(1);
      assert.equal((await received()).length, 1);
    },
  },
];

function endsWithClosed(error: unknown): SendResult {
  assert(JourneyError.is(error, 'Closed'), `it rejected with something else: ${String(error)}`);
  return { status: 'retry' };
}
