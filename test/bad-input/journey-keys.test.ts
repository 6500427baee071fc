import { assign } from 'xstate';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, defineJourney, facts, noData } from 'throughline';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { canary } from './bad-input-row.js';

const named = z.object({ order: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional() });
const orders = defineJourney({
  id: 'orders', version: 1, events: { 'order.placed': named, 'order.changed': named, 'visit.began': noData }, facts: { changes: facts.internal(z.number()) }, channels: {},
  entry: { on: ['order.placed'], key: 'order', reentry: { mode: 'per-key' } }, ttlMs: days(10),
}).setup({ actions: { add: assign(({ context }) => ({ changes: context.changes + 1 })) } })
  .createMachine({ id: 'orders', context: { changes: 0 }, initial: 'open', states: { open: { on: { 'order.changed': { actions: 'add' } }, after: { [days(5)]: 'over' } }, over: { type: 'final' } } });
/** brings an order by a name that came from elsewhere */
const starter = defineJourney({ id: 'starter', version: 1, events: { 'visit.began': noData }, facts: {}, channels: {}, entry: { on: ['visit.began'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) })
  .setup({}).createMachine({ id: 'starter', context: {}, initial: 'begun', states: { begun: { entry: { type: 'startJourney', params: { journey: 'orders', data: { order: `${canary}\n` } } }, type: 'final' } } });

/** What no journey may be known by. */
const bad: readonly (readonly [what: string, key: string])[] = [
  ['a zero-width character', `${canary}\u200b`], ['another direction of writing', `${canary}\u202e`], ['a noncharacter', `${canary}\uffff`], ['a line break', `${canary}\n`],
  ['a pile of combining marks', `${canary}${'\u0301'.repeat(50)}`], ['a joined emoji', '👩\u200d👧'], ['nothing at all', ''], ['256 characters', 'k'.repeat(256)], ['60 kB', 'k'.repeat(60_000)],
];

describe.each(homes)('line 12: the key of a journey, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => {
    home = make();
    bench = createBench(home, { journeys: [orders, starter], understand: ({ data }: { readonly data: { readonly text: string } }) => ({ type: 'order.placed', data: { order: data.text } }) });
  });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });
  const runs = async (): Promise<number> => (await bench.orchestrator.list({ kind: 'instance' })).items.filter(({ journey }) => journey === 'orders').length;
  const refused = (order: unknown, type = 'order.placed'): Promise<unknown> => bench.say({ id: '1', type, data: { order } }).catch((error: unknown) => error);

  test.each(bad)('that holds %s is refused by its place, whatever the event, and nothing is kept', async (_what, order) => {
    for (const type of ['order.placed', 'order.changed']) {
      const error = await refused(order, type);
      expect(error).toMatchObject({ code: 'InvalidPayload', facts: { path: 'data.order', paths: ['data.order'], limit: 255 } });
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(canary);
    }
    expect(await bench.log()).toEqual([]);
    await bench.say({ id: '2', type: 'order.placed', data: { order: 'A' } });
    expect(await runs()).toBe(1);
  });

  test('that is what a customer wrote, or what another journey asks for, parks what would begin with it', async () => {
    await bench.orchestrator.start();
    await bench.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'A\u200bB' });
    await bench.say({ id: '1', type: 'visit.began' });
    expect((await bench.orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause)).toEqual(['InvalidPayload', 'InvalidPayload']);
    expect(await runs()).toBe(0);
  });

  test('may be any text that can be seen, is compared by its bytes, and a number is the key that is written like it', async () => {
    for (const [at, order] of ['J\u00f6', 'Jo\u0308', 'παραγγελία 17', 'a/b/../c', '__proto__', 'k'.repeat(255), '7', 7, true, 'true', 0, -1.5].entries()) {
      const runsAlready = order === 7 || order === 'true';
      expect(await bench.say({ id: `${at}`, type: 'order.placed', data: { order } })).toMatchObject({ status: runsAlready ? 'ignored' : 'handled' });
    }
    expect(await runs()).toBe(10);
  });

  test('that is left out means every run, and one that is no name is none', async () => {
    for (const order of ['A', 'B']) await bench.say({ id: order, type: 'order.placed', data: { order } });
    expect(await bench.say({ id: '1', type: 'order.changed' })).toMatchObject({ status: 'handled', instances: [expect.anything(), expect.anything()] });
    expect(await bench.say({ id: '2', type: 'order.changed', data: { order: null } })).toMatchObject({ status: 'handled', instances: [expect.anything(), expect.anything()] });
  });

  test('is as long as the host lets names be', async () => {
    await bench.orchestrator.close();
    bench = createBench(home, { journeys: [orders], chat: createRecordingChannel(), limits: { idLength: 4 } });
    expect(await refused('seven')).toMatchObject({ code: 'InvalidPayload', facts: { limit: 4 } });
    expect(await bench.say({ id: '1', type: 'order.placed', data: { order: 'four' } })).toMatchObject({ status: 'handled' });
  });
});
