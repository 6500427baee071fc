import { expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { createCrmHost, type CrmHost } from './crm-host.js';

const visit = ({ host }: CrmHost, id: string, ...who: string[]) => host.orchestrator.accept({ id, source: 'test', type: 'help.asked', data: { topic: 'lamp' }, who, via: { channel: 'chat' } });
const link = ({ host }: CrmHost) => host.orchestrator.link('user:ann', 'user:visitor-7', 'she said so on the phone, and knew the order');

/** ann, whom the CRM knows, and a visitor whom it came to know by a case */
async function two(scene: CrmHost): Promise<void> {
  await visit(scene, '1', 'user:ann');
  await scene.host.clock.advance(hours(1));
  await visit(scene, '2', 'user:visitor-7');
  await scene.host.settle();
}

test('two customers who turn out to be one are one record in the CRM, with the cases and entries of both, and the briefing knows it', async () => {
  const scene = createCrmHost();
  await two(scene);
  expect(scene.memory.people()).toHaveLength(2);
  await link(scene);
  await scene.host.settle();
  expect(scene.memory.people().map(({ id }) => id)).toEqual(['p-ann']);
  expect(scene.memory.cases().map(({ person }) => person)).toEqual(['p-ann', 'p-ann']);
  expect((await scene.host.orchestrator.briefing('user:visitor-7')).crm).toMatchObject({ status: 'known', record: { id: 'p-ann', name: 'Ann' } });
  await scene.host.clock.advance(days(1));
  expect(new Set(scene.memory.activities().map(({ person }) => person))).toEqual(new Set(['p-ann']));
  await scene.host.orchestrator.close();
});

test('a CRM that is down while two customers become one merges them when it is back, and is asked only then', async () => {
  let down = false;
  const order: string[] = [];
  const scene = createCrmHost((memory) => ({
    find: async (customer, io) => { if (down) throw new Error('down'); order.push('find'); return await memory.find?.(customer, io) ?? { status: 'none' }; },
    merge: async (what, io) => { if (down) throw new Error('down'); order.push('merge'); await memory.merge?.(what, io); },
  }));
  await two(scene);
  order.length = 0;
  down = true;
  expect((await link(scene)).merged).toBeDefined();
  await scene.host.clock.advance(minutes(1));
  down = false;
  await scene.host.clock.advance(hours(1));
  expect(order).toEqual(['merge', 'find']);
  expect(scene.memory.people()).toHaveLength(1);
  expect((await scene.host.orchestrator.briefing('user:ann')).crm.status).toBe('known');
  await scene.host.orchestrator.close();
});

test('where the merge is undone the CRM is told so: taking its record apart is a person\'s work', async () => {
  const scene = createCrmHost();
  await two(scene);
  const { merged = '' } = await link(scene);
  await scene.host.settle();
  await scene.host.orchestrator.unlink(merged, 'it was her sister');
  await scene.host.settle();
  expect(scene.memory.activities().filter(({ kind }) => kind === 'note')).toMatchObject([{ person: 'p-ann', summary: 'Two customers were taken for one and are two again: this record may hold what belongs to the other.' }]);
  expect(scene.memory.people()).toHaveLength(1);
  await scene.host.orchestrator.close();
});

test('a CRM that cannot merge is asked anew, and says that there are several', async () => {
  const scene = createCrmHost(({ capabilities: { merge: _merge, ...capabilities } }) => ({ capabilities }));
  await two(scene);
  await link(scene);
  await scene.host.settle();
  expect((await scene.host.orchestrator.briefing('user:ann')).crm.status).toBe('ambiguous');
  await scene.host.orchestrator.close();
});

test('the conversation in which it turned out is noted once, with all that followed, by whom they turned out to be', async () => {
  const scene = createCrmHost();
  const talks = () => scene.memory.activities().filter(({ kind }) => kind === 'conversation');
  await visit(scene, '1', 'user:ann');
  await scene.host.clock.advance(hours(1));
  expect(talks()).toHaveLength(1);
  await visit(scene, '2', 'user:visitor-7');
  await link(scene);
  await scene.host.clock.advance(minutes(10));
  await scene.host.orchestrator.accept({ id: '3', source: 'test', type: 'call.ringing', data: {}, who: ['user:ann'], via: { channel: 'voice' } });
  await scene.host.clock.advance(hours(2));
  expect(talks().map(({ channels }) => channels)).toEqual([['chat'], ['chat', 'voice']]);
  expect([...scene.host.data.lanes.values()].flatMap((lane) => [...lane.timers.keys()]).filter((id) => id === '#conversation')).toEqual([]);
  await scene.host.orchestrator.close();
});

test('where the merge is undone nobody is shown what the CRM knows of the other one', async () => {
  const scene = createCrmHost(() => ({ capabilities: { find: true, activities: true, cases: true, upsert: true, fields: true, orders: true } }));
  await visit(scene, '1', 'user:visitor-7');
  await scene.host.clock.advance(hours(1));
  await visit(scene, '2', 'user:ann');
  await scene.host.settle();
  const { merged = '' } = await link(scene);
  await scene.host.settle();
  await scene.host.orchestrator.unlink(merged, 'it was her sister');
  await scene.host.settle();
  expect((await scene.host.orchestrator.briefing('user:visitor-7')).crm.record?.id).not.toBe('p-ann');
  expect(scene.asked.at(-1)).toEqual(['user:visitor-7']);
  await scene.host.orchestrator.close();
});
