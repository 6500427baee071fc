import { expect, test } from 'vitest';
import { days, hours, minutes, seconds } from 'throughline';
import type { CrmFound } from 'throughline/ports';
import { createCrmHost, type CrmHost } from './crm-host.js';
import { startOfTime } from './host.js';

const crmOf = async ({ host }: CrmHost, customer = 'user:ann') => (await host.orchestrator.briefing(customer)).crm;
const ask = (scene: CrmHost, type = 'help.asked', data: object = { topic: 'lamp' }) => scene.host.say('ann', type, data);
/** what a host learns of somebody away from any talk, or in a call */
const event = ({ host }: CrmHost, id: string, type: string, more: object) => host.orchestrator.accept({ id, source: 'test', type, data: {}, who: ['user:ann'], ...more });

test('with the first word of a customer the CRM is asked, and the briefing tells what it knows and how old that is', async () => {
  const scene = createCrmHost();
  await ask(scene);
  expect(await crmOf(scene)).toEqual({ status: 'not asked' });
  await scene.host.settle();
  await scene.host.clock.advance(minutes(5));
  const { status, record, ageMs } = await crmOf(scene);
  expect([status, record?.name, record?.orders?.[0]?.status]).toEqual(['known', 'Ann', 'shipped']);
  expect(ageMs).toBeGreaterThanOrEqual(minutes(5));
  expect(ageMs).toBeLessThan(minutes(6));
  await scene.host.orchestrator.close();
});

test('the host hears when the answer is there', async () => {
  const scene = createCrmHost();
  scene.host.listen('crm.answered');
  await ask(scene);
  await scene.host.settle();
  expect(scene.host.told.map(({ what }) => what)).toMatchObject([{ tenant: 'default', status: 'known' }]);
  await scene.host.orchestrator.close();
});

test('it is asked once a talk, and again after the customer was quiet for half an hour', async () => {
  const scene = createCrmHost();
  for (let i = 0; i < 5; i += 1) { await ask(scene); await scene.host.clock.advance(minutes(10)); }
  expect(scene.asked).toHaveLength(1);
  await scene.host.clock.advance(minutes(25));
  await ask(scene);
  await scene.host.settle();
  expect(scene.asked).toHaveLength(2);
  await scene.host.orchestrator.close();
});

test('a call that rings asks anew, but not twice in a minute', async () => {
  const scene = createCrmHost();
  const ring = (id: string) => event(scene, id, 'call.ringing', { via: { channel: 'voice' } });
  await ask(scene);
  await scene.host.clock.advance(seconds(30));
  await ring('1');
  await scene.host.clock.advance(seconds(31));
  await ring('2');
  await ring('3');
  await scene.host.settle();
  expect(scene.asked).toHaveLength(2);
  await scene.host.orchestrator.close();
});

test('a visitor whom nobody knows is asked for again as soon as they say who they are', async () => {
  const scene = createCrmHost();
  const visit = (id: string, ...who: string[]) => scene.host.orchestrator.accept({ id, source: 'test', type: 'chat.opened', data: {}, who, via: { channel: 'chat' } });
  await visit('1', 'visitor:7');
  await scene.host.settle();
  expect((await crmOf(scene, 'visitor:7')).status).toBe('unknown there');
  await visit('2', 'visitor:7', 'email:ann@example.com');
  await scene.host.settle();
  expect(scene.asked).toEqual([['visitor:7'], ['visitor:7', 'email:ann@example.com']]);
  expect((await crmOf(scene, 'visitor:7')).record?.id).toBe('p-ann');
  await scene.host.orchestrator.close();
});

test('what the host learns of customers away from any talk asks nobody', async () => {
  const scene = createCrmHost();
  await event(scene, '1', 'customer.updated', { data: { name: 'Ann' } });
  await event(scene, '2', 'customer.updated', { data: { name: 'Ann' }, who: ['user:ann', 'email:ann@example.com'] });
  await scene.host.settle();
  expect(scene.asked).toEqual([]);
  await scene.host.orchestrator.close();
});

test('where several records hold the customer\'s identities the briefing names them all and chooses none', async () => {
  const scene = createCrmHost();
  scene.memory.add({ id: 'p-ann-2', identities: ['user:ann'], name: 'Ann Lee' });
  await ask(scene);
  await scene.host.settle();
  expect(await crmOf(scene)).toMatchObject({ status: 'ambiguous', ids: ['p-ann', 'p-ann-2'] });
  expect(await crmOf(scene)).not.toHaveProperty('record');
  await scene.host.orchestrator.close();
});

test('a CRM that never answers delays no event, no message and no briefing, is asked twice and then unavailable', async () => {
  const scene = createCrmHost(() => ({ find: () => new Promise(() => {}) }));
  expect((await ask(scene)).status).toBe('handled');
  await scene.host.settle();
  expect(scene.host.texts()).toEqual(['Somebody will help you.']);
  expect((await crmOf(scene)).status).toBe('not asked');
  await scene.host.clock.advance(minutes(1));
  expect(scene.asked).toHaveLength(2);
  const { status, askedAt } = await crmOf(scene);
  expect(status).toBe('unavailable');
  expect(askedAt).toBeGreaterThan(startOfTime + seconds(20));
  await scene.host.clock.advance(days(1));
  expect(scene.asked).toHaveLength(2);
  expect((await scene.host.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
  await scene.host.orchestrator.close();
});

test('what it said before it went down stays in the briefing, with its own age', async () => {
  let down = false;
  const scene = createCrmHost((memory) => ({ find: async (customer, io) => { if (down) throw new Error('down'); return await memory.find?.(customer, io) ?? { status: 'none' }; } }));
  scene.host.listen('crm.answered');
  await ask(scene);
  await scene.host.clock.advance(hours(2));
  down = true;
  await ask(scene);
  await scene.host.clock.advance(minutes(1));
  const crm = await crmOf(scene);
  expect(crm).toMatchObject({ status: 'unavailable', record: { name: 'Ann' } });
  expect(crm.ageMs).toBeLessThan(minutes(2));
  expect(crm.recordAgeMs).toBeGreaterThan(hours(2));
  down = false;
  await scene.host.clock.advance(hours(1));
  await ask(scene);
  await scene.host.settle();
  expect((await crmOf(scene)).status).toBe('known');
  expect(scene.host.told.map(({ what }) => (what as { readonly status: string }).status)).toEqual(['known', 'unavailable', 'known']);
  await scene.host.orchestrator.close();
});

test('an answer that comes after the customer became known better does not replace the better one', async () => {
  let answerFirst = (_found: CrmFound): void => {};
  const scene = createCrmHost((memory) => ({
    find: async (customer, io) => (customer.identities.length === 1 ? new Promise<CrmFound>((resolve) => { answerFirst = resolve; }) : await memory.find?.(customer, io) ?? { status: 'none' }),
  }));
  await ask(scene);
  await event(scene, 'known', 'help.asked', { data: { topic: 'lamp' }, who: ['user:ann', 'email:ann@example.com'], via: { channel: 'chat' } });
  await scene.host.settle();
  answerFirst({ status: 'none' });
  await scene.host.settle();
  expect((await crmOf(scene)).record?.id).toBe('p-ann');
  await scene.host.orchestrator.close();
});

test('while a dead CRM is left alone nobody waits for it: all are unavailable at once, by a few calls in all', async () => {
  const scene = createCrmHost(() => ({ find: async () => { throw new Error('down'); }, }));
  for (let i = 0; i < 50; i += 1) await scene.host.orchestrator.accept({ id: `v${i}`, source: 'test', type: 'customer.updated', data: { name: 'x' }, who: [`user:v${i}`], via: { channel: 'chat' } });
  await scene.host.clock.advance(seconds(20));
  expect(new Set(await Promise.all([...Array(50).keys()].map(async (i) => (await crmOf(scene, `user:v${i}`)).status)))).toEqual(new Set(['unavailable']));
  expect(scene.asked.length).toBeLessThan(20);
  await scene.host.orchestrator.close();
});

test('a look-up that a crash interrupted is made again after the restart', async () => {
  let alive = false;
  const scene = createCrmHost((memory) => ({ find: async (customer, io) => (alive ? await memory.find?.(customer, io) ?? { status: 'none' } : new Promise<CrmFound>(() => {})) }));
  await ask(scene);
  await scene.host.settle();
  alive = true;
  scene.host.reopen();
  await scene.host.orchestrator.start();
  await scene.host.settle();
  expect((await crmOf(scene)).record?.name).toBe('Ann');
  await scene.host.orchestrator.close();
});

test('a host without a CRM, or with one that cannot look anybody up, says so', async () => {
  const scene = createCrmHost(({ capabilities: { find: _find, ...capabilities } }) => ({ capabilities }));
  await ask(scene);
  await scene.host.settle();
  expect(await crmOf(scene)).toEqual({ status: 'none configured' });
  expect(scene.asked).toEqual([]);
  await scene.host.orchestrator.close();
});
