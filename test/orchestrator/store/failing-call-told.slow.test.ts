import { expect, test } from 'vitest';
import { createBench } from '../door/bench.js';
import { homes } from '../door/homes.js';
import { failEachCall, tellingKinds, titleOf } from './fail-each-call.js';

const [memory] = homes;

test.each(tellingKinds.map((kind) => [titleOf(kind), kind] as const))('%s: nothing is lost and nothing done twice', async (_title, kind) => {
  if (memory !== undefined) await failEachCall(memory[1], kind);
});

test.each(homes)('a store that cannot be opened yet, %s, refuses events as to be sent again, and takes them once it is there', async (_where, make) => {
  const home = make();
  let away = true;
  const bench = createBench(home, { around: (store) => ({ ...store, open: async (owner) => { if (away) throw new Error('the disk is away'); return store.open(owner); } }) });
  await expect(bench.say({ id: '1', type: 'visit.began' })).rejects.toMatchObject({ code: 'StoreUnavailable' });
  away = false;
  expect(await bench.say({ id: '1', type: 'visit.began' })).toMatchObject({ status: 'handled' });
  await bench.orchestrator.close();
  await home.remove();
});
