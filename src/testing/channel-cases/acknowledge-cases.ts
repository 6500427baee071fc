import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { Answer } from './channel-harness.js';
import type { ChannelBench, ChannelCase } from './channel-bench.js';

/** Clauses about what a transport of its own tells the other side; for requests the webhook handler answers. */
export const acknowledgeCases: readonly ChannelCase[] = [
  {
    id: 'CH-51', clause: 'it tells the customer\'s side that a message was taken only after it was', needs: ['transport'],
    async run(bench) {
      let release = (): void => {};
      const durable = new Promise<void>((resolve) => { release = resolve; });
      bench.acceptBy(() => durable);
      const answer = say(bench);
      const early = await Promise.race([answer, bench.quiet()]);
      release();
      assert.equal(early, undefined, 'it answered before the message was accepted');
      assert.equal(await answer, 'taken');
    },
  },
  {
    id: 'CH-52', clause: 'what cannot be taken now is asked for again, and taken then under the same id', needs: ['transport'],
    async run(bench) {
      const ids: string[] = [];
      bench.acceptBy(async (inbound) => {
        ids.push(...inbound.map(({ id }) => id));
        throw new JourneyError('StoreUnavailable', 'The store is away.');
      });
      const said = bench.saying();
      assert.equal(await say(bench, said), 'again');
      bench.acceptBy(async () => {});
      const { id } = await bench.bring(said);
      assert(ids.includes(id), 'it has another id the second time');
    },
  },
  {
    id: 'CH-53', clause: 'what will never be taken is not asked for again', needs: ['transport'],
    async run(bench) {
      bench.acceptBy(async () => { throw new JourneyError('InvalidIdentity', 'The address is none.'); });
      assert.notEqual(await say(bench), 'again');
    },
  },
  {
    id: 'CH-54', clause: 'one message that was not taken costs the next one nothing', needs: ['transport'],
    async run(bench) {
      bench.acceptBy(async () => { throw new JourneyError('TooLarge', 'The event is too large.'); });
      await say(bench);
      bench.acceptBy(async () => {});
      await bench.bring();
    },
  },
];

async function say({ outside, carry, saying }: ChannelBench, said = saying()): Promise<Answer> {
  assert(outside.say !== undefined, 'the harness has no `say`');
  return carry(outside.say(said));
}
