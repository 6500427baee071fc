import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { Inbound } from '../../ports/channel.js';
import { readRequest, receivedOf } from './carry-request.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';
import { hostileBytes } from './hostile-bytes.js';
import { pausePast } from './pause-past.js';
import { within } from './within.js';

/** Clauses about what a request says, once it is known to be genuine. */
export const requestCases: readonly ChannelCase[] = [
  {
    id: 'CH-66', clause: 'reading a request twice gives the same, so that the provider may send it again', needs: ['request'],
    async run(bench) {
      const given = await readRequest(await requestOf(bench));
      const { inbound } = await receivedOf(bench.channel, given);
      await pausePast(bench, inbound);
      assert.deepEqual((await receivedOf(bench.channel, given)).inbound, inbound);
    },
  },
  {
    id: 'CH-67', clause: 'a request that nobody can read gives nothing from a customer or rejects with a JourneyError, at once and without repeating it', needs: ['request'],
    async run(bench) {
      const { request } = await readRequest(await requestOf(bench));
      for (const bytes of hostileBytes) {
        const read = within(bench.patienceMs, 'receive', receivedOf(bench.channel, { request, bytes }));
        await read.then(({ inbound }) => assertNobody(inbound), assertOurs);
      }
      assert.equal(Reflect.get({}, 'polluted'), undefined, 'a request has changed what all objects share');
    },
  },
  {
    id: 'CH-68', clause: 'one unreadable item of several is told as `unreadable` with its reason, and takes none of the others with it', needs: ['together'],
    async run({ channel, outside, saying, ana, ben }) {
      assert(outside.together !== undefined);
      const request = await outside.together([saying(), 'unreadable', saying({ from: ben })]);
      const { inbound } = await receivedOf(channel, await readRequest(request));
      assert.deepEqual(inbound.flatMap((item) => ('from' in item ? [item.from] : [])), [ana, ben]);
      const lost = inbound.filter((item) => item.kind === 'unreadable');
      assert.equal(lost.length, 1);
      assert(lost.every(({ id, reason }) => id.length > 0 && reason.length > 0));
    },
  },
  {
    id: 'CH-69', clause: 'a provider that asks whether the route is ours gets its answer, and nobody has said anything', needs: ['handshake'],
    async run({ channel, outside }) {
      assert(outside.handshake !== undefined);
      const given = await readRequest(await outside.handshake());
      if (channel.verify !== undefined) assert.equal(await channel.verify(given.request, given.bytes), true);
      const { inbound, response } = await receivedOf(channel, given);
      assert.deepEqual(inbound, []);
      assert.equal(response?.status, 200);
    },
  },
];

async function requestOf({ outside, saying }: ChannelBench): Promise<Request> {
  assert(outside.request !== undefined, 'the harness has no `request`');
  return outside.request(saying());
}

function assertNobody(inbound: readonly Inbound[]): void {
  assert(inbound.every((item) => item.kind === 'unreadable'), 'it was read as something');
}

function assertOurs(error: unknown): void {
  assert(JourneyError.is(error), `it threw what is no JourneyError: ${error instanceof Error ? error.name : typeof error}`);
  assert(error.message.length < 1_000, 'the message repeats what was sent');
}
