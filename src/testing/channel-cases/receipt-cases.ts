import assert from 'node:assert/strict';
import { defaultLimits } from '../../model/limits.js';
import { isPrintable } from '../../model/printable-text.js';
import type { Inbound } from '../../ports/channel.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';
import { until } from './within.js';

type Receipt = Extract<Inbound, { readonly kind: 'receipt' }>;
/** what every provider that reports at all may report; few tell who followed a link */
type State = Exclude<Receipt['state'], 'clicked'>;
const states: readonly State[] = ['delivered', 'read', 'failed'];

/** Clauses about what became of a message, as the provider tells it later. */
export const receiptCases: readonly ChannelCase[] = [
  { id: 'CH-70', clause: 'a delivery comes back as `delivered` of the message that was sent', needs: ['delivered'], run: (bench) => comesBack(bench, 'delivered') },
  { id: 'CH-71', clause: 'that it was seen comes back as `read` of the message that was sent', needs: ['read'], run: (bench) => comesBack(bench, 'read') },
  { id: 'CH-72', clause: 'that it could not be delivered comes back as `failed` of the message that was sent', needs: ['failed'], run: (bench) => comesBack(bench, 'failed') },
  {
    id: 'CH-73', clause: 'the same report a second time has the same id', needs: ['receipt'],
    async run(bench) {
      const providerId = await sentAndThere(bench);
      const state = states.find((one) => bench.outside.report?.[one] !== undefined) ?? 'delivered';
      const first = await reported(bench, state, providerId);
      // a channel may keep to itself what it knows to be the second
      await bring(bench, state, providerId);
      await bench.quiet();
      assert.deepEqual([...new Set(receiptsOf(bench).map(({ id }) => id))], [first.id]);
    },
  },
  {
    id: 'CH-74', clause: 'delivered and read are two reports with two ids', needs: ['delivered', 'read'],
    async run(bench) {
      const providerId = await sentAndThere(bench);
      assert.notEqual((await reported(bench, 'delivered', providerId)).id, (await reported(bench, 'read', providerId)).id);
    },
  },
];

async function comesBack(bench: ChannelBench, state: State): Promise<void> {
  const [, providerId] = [await sentAndThere(bench), await sentAndThere(bench, 2)];
  const receipt = await reported(bench, state, providerId);
  assert.deepEqual([receipt.state, receipt.providerId], [state, providerId]);
  assert(receipt.id.length > 0 && receipt.id.length <= defaultLimits.idLength && isPrintable(receipt.id), 'the id of the receipt is none');
}

async function sentAndThere({ sent, arrived }: ChannelBench, count = 1): Promise<string> {
  const providerId = await sent();
  await arrived(count);
  return providerId;
}

async function reported(bench: ChannelBench, state: State, providerId: string): Promise<Receipt> {
  const before = receiptsOf(bench).length;
  await bring(bench, state, providerId);
  return until(bench.patienceMs, 'of the receipt', () => receiptsOf(bench)[before]);
}

async function bring({ outside, carry }: ChannelBench, state: State, providerId: string): Promise<void> {
  const brought = outside.report?.[state]?.(providerId);
  assert(brought !== undefined, `the harness has no \`report.${state}\``);
  await carry(brought);
}

const receiptsOf = ({ heard }: ChannelBench): readonly Receipt[] => heard.flatMap((item) => (item.kind === 'receipt' ? [item] : []));
