import assert from 'node:assert/strict';
import { isPrintable } from '../../model/printable-text.js';
import type { SendResult } from '../../ports/channel.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';

const longestRetryMs = 86_400_000;
const longestCode = 100;

/** Clauses about what becomes of a message that does not get through. */
export const failureCases: readonly ChannelCase[] = [
  {
    id: 'CH-29', clause: 'where nobody can be reached `send` answers `retry`, it does not reject', needs: ['down'],
    async run({ outside, send, received }) {
      await outside.trouble?.down?.();
      const result = await send();
      assert.equal(result.status, 'retry');
      assertWait(result);
      assert.deepEqual(await received(), []);
    },
  },
  {
    id: 'CH-30', clause: 'tried again under its key after the trouble, a message arrives once and as it would have', needs: ['down'],
    async run({ outside, message, send, sent, received, arrived }) {
      const late = message({ text: 'better late' });
      await outside.trouble?.down?.();
      await send(late);
      await outside.trouble?.none();
      await sent(late);
      await arrived(1);
      assert.deepEqual((await received()).map(({ to, text }) => [to, text]), [[late.to, late.text]]);
    },
  },
  {
    id: 'CH-31', clause: 'where too much was sent `send` answers `retry` with a wait, at least as long as the provider names', needs: ['rate'],
    async run({ outside, send }) {
      const named = (await outside.trouble?.rate?.()) ?? 1;
      const result = await send();
      assert.equal(result.status, 'retry');
      assertWait(result);
      assert(result.status === 'retry' && (result.retryAfterMs ?? 0) >= named, 'the wait is shorter than the provider asks');
    },
  },
  {
    id: 'CH-32', clause: 'what the provider will never take is `refused` with a code: printable, at most 100 characters', needs: ['refuse'],
    async run({ outside, send }) {
      await outside.trouble?.refuse?.();
      const result = await send();
      assert(result.status === 'refused', `it answered ${result.status}`);
      assert(result.code.length > 0 && result.code.length <= longestCode && isPrintable(result.code), 'the code is none');
    },
  },
  { id: 'CH-33', clause: 'a failure never repeats the address or the words of a message', needs: ['down'], run: (bench) => keepsQuiet(bench, () => bench.outside.trouble?.down?.()) },
  { id: 'CH-34', clause: 'a refusal never repeats the address or the words of a message', needs: ['refuse'], run: (bench) => keepsQuiet(bench, () => bench.outside.trouble?.refuse?.()) },
];

/** A wait that no host could keep would lose the message in silence. */
function assertWait(result: SendResult): void {
  if (result.status !== 'retry' || result.retryAfterMs === undefined) return;
  const { retryAfterMs } = result;
  assert(Number.isFinite(retryAfterMs) && retryAfterMs >= 0 && retryAfterMs <= longestRetryMs, `${retryAfterMs} is no wait in milliseconds`);
}

async function keepsQuiet({ send, ana }: ChannelBench, trouble: () => unknown): Promise<void> {
  await trouble();
  const words = 'my account number is 5550100';
  const said = await send({ text: words }).then((result) => JSON.stringify(result), (error: unknown) => String(error));
  assert(!said.includes(ana) && !said.includes(words), 'the answer repeats the message');
}
