import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStore, verify, type MemoryData } from 'throughline/testing';
import type { Store } from 'throughline/ports';
import { createHost } from '../orchestrator/host.js';
import { tally, texts } from '../orchestrator/door/journeys.js';

/** A store with two customers: one counts, one has an event that waits until its journey goes on. */
async function filledStore(): Promise<{ readonly store: Store; readonly data: MemoryData }> {
  const host = createHost([tally], undefined, { texts });
  for (const who of ['ann', 'bob']) await host.say(who, 'visit.began');
  for (let n = 0; n < 3; n += 1) await host.say('ann', 'item.added', { n });
  await host.orchestrator.pause('tally');
  await host.clock.advance(120_000);
  await host.say('bob', 'item.added', { n: 1 });
  await host.orchestrator.close();
  const store = createMemoryStore({ data: host.data, clock: host.clock });
  await store.open({ worker: 'audit' });
  return { store, data: host.data };
}

describe('an audit of a store', () => {
  let store: Store;
  let data: MemoryData;
  beforeEach(async () => { ({ store, data } = await filledStore()); });

  const laneOf = (identity: string) => {
    const lane = [...data.lanes.values()].find(({ state }) => state.includes(identity));
    if (lane === undefined) throw new Error('nobody has this identity');
    return lane;
  };
  const rewrite = (identity: string, change: (state: any) => void): void => {
    const lane = laneOf(identity);
    const state = JSON.parse(lane.state);
    change(state);
    lane.state = JSON.stringify(state);
  };

  test.each([null, undefined, {}, 'file', 7, { load: async () => [] }])('is refused for what is no store: %j', async (given) => {
    await expect(Reflect.apply(verify, undefined, [given])).rejects.toMatchObject({ code: 'InvalidOptions' });
  });

  test('counts what is there and finds nothing where all is well', async () => {
    expect(await verify(store)).toEqual({ events: 6, customers: 2, instances: 2, parked: 1, dead: 0, findings: [] });
  });

  test.each<readonly [string, () => void, RegExp]>([
    ['an entry of a customer is missing', () => { laneOf('user:ann').log.pop(); }, /its history has \d entries, and the log \d, or others/],
    ['an entry stands in a customer\'s history instead of another', () => { const { log } = laneOf('user:ann'); const [first] = log; if (first !== undefined) log.splice(0, 1, { ...first, position: 77 }); }, /or others/],
    ['an entry is out of order', () => { data.log.reverse(); }, /comes after entry/],
    ['nothing says what became of an event', () => { data.log = data.log.map((entry) => (entry.kind === 'event' ? { ...entry, body: '{}' } : entry)); }, /nothing says what became of the event/],
    ['an event was taken and not counted', () => { data.counters.clear(); }, /6 events are in the log and only 0 were counted/],
    ['a parked event is gone', () => { laneOf('user:bob').parked.clear(); }, /is neither kept nor was it tried again/],
    ['a run waits for a parked event that is gone', () => { rewrite('user:bob', (state) => { state.instances[0].parked = { id: 'gone', cause: 'x', at: 1 }; }); }, /waits for the parked event 'gone'/],
    ['a run is not listed', () => { laneOf('user:ann').instances.clear(); }, /is not listed/],
    ['a run is listed that nobody began', () => { laneOf('user:ann').instances.set('x', { journey: 'tally', status: 'running' }); }, /'x' is listed and does not run/],
    ['a run was never begun', () => { rewrite('user:ann', (state) => { state.begun = {}; }); }, /never counted as begun/],
    ['an identity leads nowhere', () => { data.identities.clear(); }, /an identity in 'user' does not lead here/],
    ['a customer cannot be read', () => { laneOf('user:ann').state = 'x'; }, /the customer cannot be read/],
  ])('says so where %s', async (_, tamper, says) => {
    tamper();
    const { findings } = await verify(store);
    expect(findings.join('\n')).toMatch(says);
    // ids, and no texts of customers
    expect(findings.join('\n')).not.toMatch(/\bann\b/);
  });
});
