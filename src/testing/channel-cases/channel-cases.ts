import type { ConformanceCase } from '../conformance-case.js';
import { abortCases } from './abort-cases.js';
import { acknowledgeCases } from './acknowledge-cases.js';
import { runOnBench, takeAway, type ChannelCase } from './channel-bench.js';
import type { ChannelHarness } from './channel-harness.js';
import { reasonToSkip } from './channel-needs.js';
import { contentCases } from './content-cases.js';
import { conversationCases } from './conversation-cases.js';
import { declarationCases } from './declaration-cases.js';
import { failureCases } from './failure-cases.js';
import { hearingCases } from './hearing-cases.js';
import { lifeCases } from './life-cases.js';
import { receiptCases } from './receipt-cases.js';
import { requestCases } from './request-cases.js';
import { sendingCases } from './sending-cases.js';
import { signatureCases } from './signature-cases.js';

const all: readonly ChannelCase[] = [
  ...declarationCases, ...lifeCases, ...sendingCases, ...contentCases, ...failureCases, ...abortCases, ...hearingCases, ...acknowledgeCases,
  ...conversationCases, ...signatureCases, ...requestCases, ...receiptCases,
];

/**
 * Every clause of the channel contract as cases, for the author of a channel: `describeCases('acme', await channelCases({ create }), { describe, it })`.
 * What the channel declares decides which of them run, so one channel is made at once to read it. `docs/adapters.md` lists them.
 *
 * @example
 * {@includeCode ../../../examples/telegram/telegram.test.ts}
 */
export async function channelCases(harness: ChannelHarness): Promise<readonly ConformanceCase[]> {
  const under = await harness.create();
  const cases = all.map((one) => toCase(one, reasonToSkip(one.needs ?? [], under), harness));
  await takeAway(under, harness.patienceMs);
  return cases;
}

function toCase(one: ChannelCase, skip: string | undefined, harness: ChannelHarness): ConformanceCase {
  return { id: one.id, clause: one.clause, ...(skip !== undefined && { skip }), run: () => runOnBench(harness, one) };
}
