import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from 'throughline';
import type { CrmActivity, CrmIo } from 'throughline/ports';
import { createCrmHost, help, type CrmHost } from './crm-host.js';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const ask = ({ host }: CrmHost, topic = 'lamp') => host.say('ann', 'help.asked', { topic });
const give = ({ host }: CrmHost) => host.say('ann', 'help.given');
const call = ({ host }: CrmHost, id: string) => host.orchestrator.accept({ id, source: 'test', type: 'call.ringing', data: {}, who: ['user:ann'], via: { channel: 'voice' } });
const talks = ({ memory }: CrmHost) => memory.activities().filter(({ kind }) => kind === 'conversation');
const timersOf = ({ host }: CrmHost): readonly string[] => [...host.data.lanes.values()].flatMap((lane) => [...lane.timers.keys()]).filter((id) => id === '#conversation');

describe('a conversation that has been quiet for half an hour', () => {
  test('stands in the CRM: over which channels, what is open and what was promised; no word of the customer and no fact', async () => {
    const scene = createCrmHost();
    await ask(scene, 'secret lamp');
    await scene.host.clock.advance(minutes(10));
    await call(scene, 'call 1');
    await scene.host.clock.advance(minutes(29));
    expect(talks(scene)).toEqual([]);
    await scene.host.clock.advance(minutes(2));
    expect(talks(scene)).toHaveLength(1);
    expect(talks(scene)[0]).toMatchObject({ person: 'p-ann', channels: ['chat', 'voice'] });
    expect(talks(scene)[0]?.summary).toBe('Conversation over chat, voice, 2027-01-15 08:00 UTC to 2027-01-15 08:10 UTC. Open: help (Waits for somebody to help). Promised: Somebody will help today (not kept yet).');
    expect(talks(scene)[0]?.externalId).toMatch(/\/t1$/);
    await scene.host.orchestrator.close();
  });

  test('has one timer, however much is said', async () => {
    const scene = createCrmHost();
    for (let i = 0; i < 20; i += 1) { await ask(scene); await scene.host.clock.advance(minutes(1)); }
    expect(timersOf(scene)).toHaveLength(1);
    await scene.host.clock.advance(hours(2));
    expect(timersOf(scene)).toEqual([]);
    expect(talks(scene)).toHaveLength(1);
    await scene.host.orchestrator.close();
  });

  test('gets new words where it is taken up again, not a second entry', async () => {
    const scene = createCrmHost();
    await ask(scene);
    await scene.host.clock.advance(hours(1));
    const [before] = talks(scene);
    await scene.host.clock.advance(hours(1));
    await give(scene);
    await scene.host.clock.advance(hours(1));
    expect(talks(scene)).toHaveLength(1);
    expect(talks(scene)[0]).toMatchObject({ externalId: before?.externalId, at: before?.at });
    expect(talks(scene)[0]?.summary).toContain('Ended: help (done)');
    await scene.host.orchestrator.close();
  });

  test('is another one after the window of conversations is over', async () => {
    const scene = createCrmHost();
    await ask(scene);
    await scene.host.clock.advance(days(4));
    await ask(scene);
    await scene.host.clock.advance(hours(1));
    expect(talks(scene).map(({ externalId }) => externalId.split('/').at(-1))).toEqual(['t1', 't2']);
    await scene.host.orchestrator.close();
  });

  test('is noted at once where another begins before it is quiet, as with conversations that keep to one channel', async () => {
    const scene = createCrmHost(undefined, { threading: { windowMs: 0 } });
    await ask(scene);
    await call(scene, 'call 1');
    await scene.host.settle();
    expect(talks(scene).map(({ channels }) => channels)).toEqual([['chat']]);
    await scene.host.clock.advance(hours(1));
    expect(talks(scene).map(({ channels }) => channels)).toEqual([['chat'], ['voice']]);
    await scene.host.orchestrator.close();
  });

  test('is noted where the host was down when it came to rest', async () => {
    const scene = createCrmHost();
    await ask(scene);
    await scene.host.settle();
    await scene.host.orchestrator.close();
    await scene.host.clock.advance(days(1));
    scene.host.reopen();
    await scene.host.orchestrator.start();
    await scene.host.clock.advance(seconds(10));
    expect(talks(scene)).toHaveLength(1);
    await scene.host.orchestrator.close();
  });
});

describe('a journey that ends', () => {
  test('stands in the CRM with its reason and the goals it reached, one entry a run', async () => {
    const scene = createCrmHost();
    await ask(scene);
    await give(scene);
    await scene.host.settle();
    const [entry, ...others] = scene.memory.activities();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'resolution', summary: 'Journey help, begun 2027-01-15 08:00 UTC, ended: done; goals reached: helped.' });
    expect(entry?.externalId).toBe(entry?.instance);
    expect(scene.memory.cases()).toMatchObject([{ status: 'closed', resolved: true, fields: { topic: 'lamp' } }]);
    await scene.host.orchestrator.close();
  });

  test('because a person cancels it stands there too', async () => {
    const scene = createCrmHost();
    await ask(scene);
    const instance = (await scene.host.orchestrator.explain('user:ann')).journeys[0]?.instance ?? '';
    await scene.host.orchestrator.cancel(instance, { reason: 'mistake' });
    await scene.host.settle();
    expect(scene.memory.activities()[0]?.summary).toContain('ended: mistake');
    await scene.host.orchestrator.close();
  });
});

test('a CRM that is down costs nothing but delay: messages go at once, and what happened stands there in order when it is back', async () => {
  let down = true;
  const written: string[] = [];
  const failing = <W>(name: string, write: ((what: W, io: CrmIo) => Promise<void>) | undefined) => async (what: W, io: CrmIo): Promise<void> => {
    if (down) throw new Error('down');
    written.push(name);
    await write?.(what, io);
  };
  const scene = createCrmHost((memory) => ({
    openCase: failing('open', memory.openCase), closeCase: failing('close', memory.closeCase), logActivity: failing('log', memory.logActivity),
  }), { timing: { pollMs: days(365), retryAttempts: 1_000 } });
  await ask(scene);
  await scene.host.settle();
  expect(scene.host.texts()).toEqual(['Somebody will help you.']);
  await give(scene);
  await scene.host.clock.advance(hours(3));
  expect(scene.memory.activities()).toEqual([]);
  down = false;
  await scene.host.clock.advance(hours(1));
  expect(written).toEqual(['open', 'close', 'log', 'log']);
  expect(scene.memory.activities().map(({ kind }) => kind)).toEqual(['resolution', 'conversation']);
  expect((await scene.host.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
  await scene.host.orchestrator.close();
});

test('an entry that the CRM refuses for good is a dead letter of the customer, of no journey, and can be driven again', async () => {
  let broken = true;
  const scene = createCrmHost((memory) => ({ logActivity: async (what, io) => { if (broken) throw new Error('no'); await memory.logActivity?.(what, io); } }), { timing: { pollMs: days(365), retryAttempts: 2, circuitFailures: 100 } });
  await ask(scene);
  await scene.host.clock.advance(hours(2));
  const { items: [dead] } = await scene.host.orchestrator.list({ kind: 'dead' });
  expect(dead).toMatchObject({ kind: 'crm.logActivity', status: 'dead' });
  expect(dead?.instance).toBeUndefined();
  expect((await scene.host.orchestrator.list({ kind: 'dead', journey: 'help' })).items).toEqual([]);
  broken = false;
  await scene.host.orchestrator.redrive({ dead: dead?.id ?? '' });
  await scene.host.settle();
  expect(talks(scene)).toHaveLength(1);
  await scene.host.orchestrator.close();
});

test('a crash between the call and its mark leaves one entry: the call is made again with the same key and the same words', async () => {
  const calls: CrmActivity[] = [];
  let dies = true;
  const scene = createCrmHost((memory) => ({
    logActivity: async (what, io) => {
      calls.push(what);
      await memory.logActivity?.(what, io);
      if (dies) await new Promise(() => {});
    },
  }));
  await ask(scene);
  await scene.host.clock.advance(minutes(30) + seconds(1));
  dies = false;
  scene.host.reopen();
  await scene.host.orchestrator.start();
  await scene.host.settle();
  expect(calls).toHaveLength(2);
  expect(calls[1]).toEqual(calls[0]);
  expect(talks(scene)).toHaveLength(1);
  await scene.host.orchestrator.close();
});

test('a CRM that keeps no timeline is told nothing, and no timer waits for it', async () => {
  const scene = createCrmHost(({ capabilities: { activities: _activities, ...capabilities } }) => ({ capabilities }));
  await ask(scene);
  expect(timersOf(scene)).toEqual([]);
  await give(scene);
  await scene.host.clock.advance(hours(1));
  expect(scene.memory.activities()).toEqual([]);
  expect(scene.memory.cases()).toHaveLength(1);
  await scene.host.orchestrator.close();
});

test('while a journey is paused its CRM effects are held, and what the customer\'s own conversation says is not', async () => {
  const scene = createCrmHost();
  await ask(scene);
  await scene.host.settle();
  await scene.host.orchestrator.pause('help', { effects: 'hold' });
  await give(scene);
  await scene.host.clock.advance(hours(1));
  expect(talks(scene)).toHaveLength(1);
  await scene.host.orchestrator.close();
});

describe('a host is told at once what its CRM cannot do for its journeys', () => {
  const chat = createRecordingChannel();
  const sound = { contract: 1, name: 'acme', find: async () => ({ status: 'none' }), openCase: async () => {}, updateCase: async () => {}, closeCase: async () => {} } as const;
  test.each([
    ['no CRM at all', {}, `Journey 'help' writes to the CRM: give 'crm'.`],
    ['one without cases', { crm: { ...sound, capabilities: { find: true } } }, `Journey 'help' names 'crm.closeCase', for which the CRM 'acme' would have to declare 'cases'.`],
    ['one without custom fields', { crm: { ...sound, capabilities: { cases: true } } }, `Journey 'help' hands facts over by 'crm.openCase', for which the CRM 'acme' would have to declare 'fields'.`],
    ['one that lacks what it declares', { crm: { ...sound, capabilities: { cases: true, fields: true, merge: true } } }, `The CRM 'acme' declares 'merge', but has no 'merge'.`],
    ['one of another contract', { crm: { ...sound, contract: 2, capabilities: { cases: true, fields: true } } }, `The CRM 'acme' speaks another version of the contract: use one for contract 1.`],
  ])('%s', (_, more, sentence) => {
    expect(() => createHost([help], chat, more as object)).toThrow(sentence);
  });
});
