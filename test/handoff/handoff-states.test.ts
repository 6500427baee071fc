import { expect, onTestFinished, test } from 'vitest';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { handoffEvents, handoffOwners, handoffStates } from 'throughline/handoff';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { startDesk } from '../../examples/handoff/desk.js';
import { allStates, waysOf } from '../../src/journey/walk-machine.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { refusalOf } from '../model/refusal-of.js';

const owned = Object.keys(handoffOwners);

test('from every state of a handoff the customer comes to somebody else, and none waits without an end', () => {
  const states = allStates(billDispute).filter(({ key }) => owned.includes(key));
  expect(states.map(({ key }) => key).toSorted()).toEqual(owned.toSorted());
  for (const state of states) {
    const targets = waysOf(state).flatMap((way) => way.targets.map(({ key }) => key));
    expect(targets.filter((target) => ![...owned, 'explaining', 'solved', 'left'].includes(target))).toEqual([]);
    // left alone it goes to another owner's state, never to an end
    const alone = waysOf(state).filter((way) => way.delay !== undefined).flatMap((way) => way.targets.map(({ key }) => key));
    expect([alone.length, alone.every((target) => owned.includes(target))]).toEqual([1, true]);
    // a person may answer in any of them, and then has the customer
    if (state.key !== 'with a person') expect(waysOf(state).find(({ event }) => event === 'work.answered')?.targets.map(({ key }) => key)).toEqual(['with a person']);
  }
  // who is done or has given up is where the journey said, and only by an event that says so
  const ends = states.flatMap((state) => waysOf(state).filter((way) => way.targets.some(({ key }) => key === 'solved' || key === 'left')).map(({ event }) => event));
  expect(new Set(ends)).toEqual(new Set(['work.ended', 'work.abandoned']));
  expect(billDispute.journey.warnings.filter((warning) => owned.some((name) => warning.includes(name)))).toEqual([]);
});

/** The bill dispute on a clock that tests move. */
async function startDispute() {
  const clock = createTestClock();
  const { host, shown } = startDesk({ chat: createRecordingChannel(), store: createMemoryStore({ clock }), clock });
  onTestFinished(() => host.close());
  let said = 0;
  const by = () => ({ id: `e${(said += 1)}`, source: 'test', who: ['user:eve'] });
  await host.accept({ ...by(), type: 'bill.disputed', data: { bill: 'b-7' } });
  await host.accept({ ...by(), type: 'person.asked', data: {} });
  await clock.advance(0);
  const where = async (): Promise<string | undefined> => (await host.explain('user:eve')).journeys[0]?.where[0];
  return { clock, by, where, shown, host };
}

test('a bot hands over, a person has everything at hand, and the bot goes on where they leave it', async () => {
  const { by, where, shown, host } = await startDispute();
  expect(shown).toMatchObject([{ agent: 'ann', item: { queue: 'bills', priority: 2, skills: [{ skill: 'bills' }], life: { status: 'offered', agent: 'ann' } }, packet: { reason: 'asked-for', facts: [{ name: 'bill', value: 'b-7', scope: 'journey', journey: 'bill-dispute' }] } }]);
  const item = shown[0]?.item.id ?? '';
  await host.accept({ ...by(), type: 'work.answered', data: { item, agent: 'ann' } });
  expect(await where()).toBe('with a person');
  await host.accept({ ...by(), type: 'work.queued', data: { item } });
  expect(await where()).toBe('back in the queue');
  await host.accept({ ...by(), type: 'work.answered', data: { item, agent: 'bob' } });
  await host.accept({ ...by(), type: 'work.handed-back', data: { item } });
  expect(await where()).toBe('explaining');
});

test('where nobody ever answers the customer is promised a call and then an answer, and is asked for again every day', async () => {
  const { clock, where, shown, host } = await startDispute();
  const seen = new Set([await where()]);
  let asked = 1;
  host.on('handoff.briefed', () => { asked += 1; });
  for (const passes of [...Array.from({ length: 20 }, () => minutes(5)), ...Array.from({ length: 16 }, () => hours(6))]) {
    await clock.advance(passes);
    const now = await where();
    expect(owned).toContain(now);
    seen.add(now);
  }
  expect([...seen]).toEqual(['waiting for a person', 'asked again for a person', 'to be called back', 'to be answered in writing']);
  // asked for, once more, to be called, to be written to, and then every day; on the desk it is one contact
  expect([asked, shown.length]).toEqual([8, 1]);
  expect((await host.briefing('user:eve')).promises).toMatchObject([{ name: 'handoff', words: 'We call you back about your bill', overdue: false }]);
});

const events = { 'help.asked': noData, ...handoffEvents };
const { setup } = defineJourney({ id: 'help', version: 1, events, facts: { topic: facts.internal(noData.nullable()) }, channels: {}, entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } }, ttlMs: days(9) });
const options = { queue: 'all', reason: 'asked-for', promise: 'We write to you' } as const;

test('a handoff that leads to no state of the journey, or whose times make no sense, is refused', () => {
  const back = handoffStates({ ...options, ended: 'over', left: 'over', handedBack: 'nowhere' });
  // @ts-expect-error there is no state 'nowhere' beside those of the handoff
  expect(refusalOf(() => setup({}).createMachine({ context: { topic: null }, initial: 'waiting for a person', states: { ...back, over: { type: 'final' } } })).code).toBe('InvalidDefinition');
  for (const wrong of [{ answerMs: 0 }, { personMs: Number.NaN }, { messageMs: Infinity }]) {
    expect(refusalOf(() => handoffStates({ ...options, ...wrong, ended: 'over', left: 'over', handedBack: 'over' })).facts['path']).toBe(`handoff.${Object.keys(wrong)[0]}`);
  }
  const sound = setup({}).createMachine({ context: { topic: null }, initial: 'waiting for a person', states: { ...handoffStates({ ...options, ended: 'over', left: 'over', handedBack: 'over' }), over: { type: 'final' } } });
  expect(sound.journey.warnings).toEqual([]);
});

test.each<[string, object]>([['handoff.fallback', { fallback: 'fax' }], ['handoff.priority', { priority: 11 }], ['handoff.priority', { priority: Number.NaN }]])('a handoff that cannot be meant as written is refused: %s', (path, wrong) => {
  expect(() => handoffStates({ queue: 'q', reason: 'r', promise: 'We call', ended: 'a', left: 'b', handedBack: 'c', ...wrong })).toThrow(path);
});
