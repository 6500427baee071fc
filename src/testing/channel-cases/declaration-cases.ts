import assert from 'node:assert/strict';
import { capabilitySchema, type Capability } from '../../model/capability.js';
import { isNamespace } from '../../model/namespace.js';
import type { Channel } from '../../ports/channel.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';

/** Clauses about what a channel says of itself: the rest of the kit believes it. */
export const declarationCases: readonly ChannelCase[] = [
  {
    id: 'CH-01', clause: 'a channel says what it is: contract 1, its technology as name, and which identity is the address',
    async run({ channel }) {
      assert.equal(channel.contract, 1);
      assert.match(channel.name, /^[a-z][a-z0-9-]*$/);
      assert(isNamespace(channel.identityNamespace), 'the identity namespace is none');
    },
  },
  {
    id: 'CH-02', clause: 'it declares only capabilities that exist, each as `true`, and limits above 0',
    async run({ channel: { capabilities, limits } }) {
      for (const [name, value] of Object.entries(capabilities)) {
        assert(capabilitySchema.safeParse(name).success, `'${name}' is no capability`);
        assert.equal(value, true, `'${name}' is declared as something else than true`);
      }
      if (limits?.maxTextLength !== undefined) assert(Number.isSafeInteger(limits.maxTextLength) && limits.maxTextLength > 0, 'maxTextLength is no length');
      if (limits?.perSecond !== undefined) assert(Number.isFinite(limits.perSecond) && limits.perSecond > 0, 'perSecond is no pace');
    },
  },
  {
    id: 'CH-03', clause: 'what it declares it has: `send` for what it carries out, a way in for what it hears',
    async run({ channel }) {
      for (const one of outgoing) assert(!declares(channel, one) || channel.send !== undefined, `it declares '${one}' and has no 'send'`);
      for (const one of incoming) assert(!declares(channel, one) || (channel.open ?? channel.receive) !== undefined, `it declares '${one}' and has neither 'open' nor 'receive'`);
    },
  },
  {
    id: 'CH-04', clause: 'what it has it declares: no `send` with nothing to send, no `receive` with nothing to hear, no `verify` without `receive`',
    async run({ channel }) {
      assert(channel.send === undefined || outgoing.some((one) => declares(channel, one)), 'it has `send` and declares nothing to send');
      assert(channel.receive === undefined || incoming.some((one) => declares(channel, one)), 'it has `receive` and declares nothing to hear');
      assert(channel.verify === undefined || channel.receive !== undefined, 'it has `verify` and takes no requests');
    },
  },
  {
    id: 'CH-05', clause: 'its harness can show all that it declares',
    async run({ channel, outside }) {
      const missing = [
        outgoing.some((one) => declares(channel, one)) && outside.received === undefined && 'received',
        declares(channel, 'inbound') && (outside.say ?? outside.request) === undefined && 'say or request',
        declares(channel, 'inbound') && channel.receive !== undefined && channel.open === undefined && outside.request === undefined && 'request',
        channel.verify !== undefined && outside.request !== undefined && outside.forge === undefined && 'forge',
        declares(channel, 'receipts') && Object.keys(outside.report ?? {}).length === 0 && 'report',
      ].filter((member) => member !== false);
      assert.deepEqual(missing, [], 'the harness lacks what the channel declares');
    },
  },
  {
    id: 'CH-06', clause: 'it hands over nothing that it does not declare: nobody is heard without `inbound`, nothing is reported without `receipts`',
    async run(bench) {
      await doEverything(bench);
      await bench.quiet();
      const { channel, heard } = bench;
      assert(declares(channel, 'inbound') || heard.every(({ kind }) => kind === 'receipt'), 'it does not declare `inbound`, and somebody was heard');
      assert(declares(channel, 'receipts') || heard.every(({ kind }) => kind !== 'receipt'), 'it does not declare `receipts`, and gave one');
    },
  },
];

const outgoing: readonly Capability[] = ['text', 'buttons', 'media', 'template'];
const incoming: readonly Capability[] = ['inbound', 'receipts'];

const declares = ({ capabilities }: Channel, capability: Capability): boolean => capabilities[capability] === true;

async function doEverything({ channel, outside, carry, saying, send, arrived }: ChannelBench): Promise<void> {
  const brought = outside.say?.(saying()) ?? outside.request?.(saying());
  if (brought !== undefined) await carry(brought);
  if (!declares(channel, 'text') || outside.received === undefined) return;
  const result = await send();
  if (result.status !== 'sent') return;
  await arrived(1);
  for (const report of Object.values(outside.report ?? {})) await carry(report(result.providerId));
}
