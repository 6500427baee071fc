import { expect, test } from 'vitest';
import { createCustomerCache } from '../../../src/orchestrator/lane/customer-cache.js';
import { newCustomer } from '../../../src/customer/customer-state.js';
import type { LaneKey, LaneRow, Store } from '../../../src/ports/store.js';

const laneOf = (name: string): LaneKey => ({ tenant: 't', lane: name });
const stateOf = (version: number): string => JSON.stringify({ ...newCustomer(0), parkings: version });

/** A store of some customers, and what it was asked for. */
function storeOf(shared: boolean, versions: { [name: string]: number }) {
  const asked: (readonly string[])[] = [];
  const texts: { [name: string]: string } = {};
  const load = async (lanes: readonly LaneKey[]): Promise<readonly (LaneRow | undefined)[]> => {
    asked.push(lanes.map(({ lane }) => lane));
    return lanes.map((lane) => { const version = versions[lane.lane]; return version === undefined ? undefined : { ...lane, version, state: texts[lane.lane] ?? stateOf(version) }; });
  };
  return { asked, versions, texts, store: { info: { shared }, load } as unknown as Store };
}

test('the only writer reads a customer once, several in one call', async () => {
  const { store, asked } = storeOf(false, { ann: 3, ben: 1 });
  const cache = createCustomerCache(store, 10);
  const read = await Promise.all([cache.load(laneOf('ann')), cache.load(laneOf('ben')), cache.load(laneOf('nobody'))]);
  expect(read.map((one) => one?.version)).toEqual([3, 1, undefined]);
  await cache.load(laneOf('ann'));
  expect(asked).toEqual([['ann', 'ben', 'nobody']]);
  expect([cache.peek(laneOf('ann'))?.version, cache.peek(laneOf('nobody'))]).toEqual([3, undefined]);
});

test('where others write too it is read each time, and what is remembered is a guess', async () => {
  const { store, asked, versions } = storeOf(true, { ann: 3 });
  const cache = createCustomerCache(store, 10);
  await cache.load(laneOf('ann'));
  versions['ann'] = 4;
  expect([cache.peek(laneOf('ann'))?.version, (await cache.load(laneOf('ann')))?.version, cache.peek(laneOf('ann'))?.version]).toEqual([3, 4, 4]);
  expect(asked).toHaveLength(2);
});

test('a turn that went on while it was read is newer, and stays', async () => {
  const { store } = storeOf(true, { ann: 3 });
  const cache = createCustomerCache(store, 10);
  const newer = { version: 5, state: newCustomer(1) };
  const reading = cache.load(laneOf('ann'));
  cache.put(laneOf('ann'), newer);
  expect([await reading, cache.peek(laneOf('ann'))]).toEqual([newer, newer]);
  const begun = cache.load(laneOf('cid'));
  const first = { version: 1, state: newCustomer(2) };
  cache.put(laneOf('cid'), first);
  expect(await begun).toBe(first);
});

test('the same version is kept as it was remembered, so that parts of it are the same objects', async () => {
  const { store } = storeOf(true, { ann: 3 });
  const cache = createCustomerCache(store, 10);
  const [first, again] = [await cache.load(laneOf('ann')), await cache.load(laneOf('ann'))];
  expect(again).toBe(first);
});

test('the least recently used go first, and one that was put again is used', async () => {
  const { store } = storeOf(false, {});
  const cache = createCustomerCache(store, 2);
  const put = (name: string): void => cache.put(laneOf(name), { version: 1, state: newCustomer(0) });
  for (const name of ['ann', 'ben', 'ann', 'cid']) put(name);
  const here = (): readonly boolean[] => ['ann', 'ben', 'cid'].map((name) => cache.peek(laneOf(name)) !== undefined);
  expect(here()).toEqual([true, false, true]);
  cache.drop(laneOf('ann'));
  expect(here()).toEqual([false, false, true]);
});

test('one customer that cannot be read is no trouble to the others of the batch', async () => {
  const { store, texts } = storeOf(true, { ann: 1, ben: 1, cid: 1 });
  texts['ben'] = 'no JSON';
  texts['cid'] = JSON.stringify({ ...newCustomer(0), format: 2 });
  const cache = createCustomerCache(store, 10);
  const read = await Promise.all(['ann', 'ben', 'cid'].map((name) => cache.load(laneOf(name)).then((one) => one?.version, (error: unknown) => error)));
  expect(read).toEqual([1, expect.objectContaining({ code: 'StorageContractViolation' }), expect.objectContaining({ code: 'StoreTooNew' })]);
});
