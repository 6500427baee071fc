import assert from 'node:assert/strict';
import type { ChannelBench, ChannelCase } from './channel-bench.js';
import { NoAnswer } from './within.js';

/** Clauses about a message that is stopped. */
export const abortCases: readonly ChannelCase[] = [
  {
    id: 'CH-35', clause: 'a message that was stopped before it was sent does not leave', needs: ['text'],
    async run(bench) {
      assertStopped(await statusOf(bench, AbortSignal.abort(stopped())));
      assert.deepEqual(await bench.received(), []);
    },
  },
  {
    id: 'CH-36', clause: 'a message that is stopped while nobody answers ends then, and is not `sent`', needs: ['slow'],
    async run(bench) {
      await bench.outside.trouble?.slow?.();
      const stop = new AbortController();
      const ending = statusOf(bench, stop.signal);
      await bench.quiet();
      stop.abort(stopped());
      assertStopped(await ending);
    },
  },
  {
    id: 'CH-37', clause: 'after a message that was stopped the next one leaves as ever', needs: ['text'],
    async run(bench) {
      await statusOf(bench, AbortSignal.abort(stopped()));
      await bench.sent({ text: 'the next' });
      assert.deepEqual((await bench.arrived(1)).map(({ text }) => text), ['the next']);
    },
  },
  {
    id: 'CH-38', clause: 'a message that is stopped after it was sent stays sent, and costs nothing', needs: ['text'],
    async run({ send, arrived }) {
      const stop = new AbortController();
      assert.equal((await send({}, stop.signal)).status, 'sent');
      await arrived(1);
      stop.abort(stopped());
      assert.equal((await send()).status, 'sent');
    },
  },
];

const stopped = (): Error => new Error('the message was stopped');

function assertStopped(status: string): void {
  assert(status !== 'no answer', 'the send does not end');
  assert.notEqual(status, 'sent');
}

/** `rejected` is what a stopped send may do, with whatever error its technology gives; the promise itself never rejects. */
function statusOf({ send }: ChannelBench, signal: AbortSignal): Promise<string> {
  return send({ text: 'the stopped one' }, signal).then(({ status }) => status, (error: unknown) => (error instanceof NoAnswer ? 'no answer' : 'rejected'));
}
