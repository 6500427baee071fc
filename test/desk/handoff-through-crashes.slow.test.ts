import { expect, test } from 'vitest';
import { createOrchestrator, JourneyError, minutes, seconds, type HandoffRequest } from 'throughline';
import { createDesk, ownerOf, type AgentOptions, type Desk } from 'throughline/desk';
import { handoffOwners } from 'throughline/handoff';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, type TestClock } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { fullSize } from '../full-size.js';

/** A store whose process dies at a commit: right before it, or right behind it, when nobody has heard of it yet. */
function mortal(store: Store, { at, behind }: { readonly at: number; readonly behind: boolean }) {
  let commits = 0;
  const gone = (): never => { throw new JourneyError('StoreUnavailable', 'The process is dead'); };
  const dead = (): boolean => commits >= at;
  const handler: ProxyHandler<Store> = {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || name === 'close') return member;
      return async (...given: readonly unknown[]) => {
        if (dead()) gone();
        if (name !== 'commit') return Reflect.apply(member, target, given);
        commits += 1;
        if (dead() && !behind) gone();
        const done: unknown = await Reflect.apply(member, target, given);
        return dead() ? gone() : done;
      };
    },
  };
  return { store: new Proxy(store, handler), isDead: dead, commits: () => commits };
}

const agents: readonly AgentOptions[] = ['ann', 'bob'].map((id) => ({ id, queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 1 } } }));
const queues = { bills: { match: { askAgainMs: seconds(5) } } };

interface Process { readonly desk: Desk; readonly host: ReturnType<typeof createOrchestrator>; isDead(): boolean; commits(): number }

async function start(data: ReturnType<typeof createMemoryData>, clock: TestClock, dies: { readonly at: number; readonly behind: boolean }): Promise<Process> {
  const { store, isDead, commits } = mortal(createMemoryStore({ clock, data }), dies);
  const desk = createDesk({ queues });
  const host = createOrchestrator({ store, clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request) });
  // it may die before anybody has come
  await (async () => {
    await desk.open(host);
    for (const agent of agents) await desk.sign(agent, 'available');
  })().catch((error: unknown) => { if (!isDead()) throw error; });
  return { desk, host, isDead, commits };
}

/** What agents and bot do next with the one contact there is; each thing once over all processes, so that a story comes to its end. */
const story = ['reject', 'accept', 'transfer', 'join', 'complete', 'hand-back', 'person-asked', 'accept', 'finish', 'wrapped'] as const;
type Act = (typeof story)[number];

/** Does what is next of the story where it is possible now; answers whether it was done. */
async function act({ desk }: Process, next: Act): Promise<boolean> {
  const [contact] = desk.contacts();
  if (contact === undefined) return next === 'wrapped';
  const { id, life } = contact;
  const other = 'agent' in life && life.agent === 'ann' ? 'bob' : 'ann';
  const say = async (says: Parameters<Desk['say']>[1]): Promise<boolean> => (await desk.say(id, says)).refused === undefined;
  switch (next) {
    case 'reject': case 'accept': return life.status === 'offered' ? say({ type: next, agent: life.agent }) : life.status === 'assigned' && next === 'accept';
    case 'transfer': return life.status === 'assigned' && (life.aside !== undefined || say({ type: 'transfer', agent: life.agent, transfer: 'warm', to: other }));
    case 'join': return life.status === 'assigned' && life.aside !== undefined && (life.aside.status !== 'asked' || say({ type: 'accept', agent: other }));
    case 'complete': return life.status === 'assigned' && (life.aside === undefined || say({ type: 'complete', agent: life.agent }));
    case 'hand-back': return life.status === 'bot' || (life.status === 'assigned' && say({ type: 'hand-back', agent: life.agent }));
    case 'person-asked': return life.status !== 'bot';
    case 'finish': return life.status === 'wrap-up' || (life.status === 'assigned' && say({ type: 'finish', agent: life.agent }));
    case 'wrapped': return life.status === 'wrap-up' && say({ type: 'wrapped', agent: life.agent });
  }
}

/** Lives through the story with one death in it; answers how often the last process committed. */
async function live(dies: { readonly at: number; readonly behind: boolean }): Promise<number> {
  const [data, clock] = [createMemoryData(), createTestClock()];
  let one = await start(data, clock, dies);
  if (one.isDead()) one = await start(data, clock, { at: Infinity, behind: true });
  const again = async (): Promise<void> => { one = await start(data, clock, { at: Infinity, behind: true }); };
  /** waits as people do: while time passes, or until the process has died, and then with the next one */
  const patiently = async <T>(work: (process: Process) => Promise<T>): Promise<T> => {
    for (;;) {
      const doing = work(one).then((value) => ({ value }), (error: unknown) => ({ error }));
      let ended: { readonly value?: T; readonly error?: unknown } | undefined;
      void doing.then((how) => { ended = how; });
      for (let turn = 0; ended === undefined && !one.isDead() && turn < 50; turn += 1) await clock.advance(10);
      if (one.isDead()) await again();
      else if (ended === undefined || 'error' in ended) throw ended?.error ?? new Error('it hangs');
      else if (ended.value !== undefined) return ended.value;
    }
  };
  const event = (type: 'bill.disputed' | 'person.asked') => ({ id: type, source: 'test', who: ['user:eve'], via: { channel: 'chat' }, type, data: type === 'bill.disputed' ? { bill: 'b' } : {} }) as const;
  const where = () => patiently(async ({ host }) => (await host.explain('user:eve')).journeys.find(({ journey }) => journey === 'bill-dispute')?.where[0] ?? 'over');
  for (const type of ['bill.disputed', 'person.asked'] as const) await patiently(({ host }) => host.accept(event(type)));
  for (const next of story) {
    let tries = 0;
    // the bot goes on, and the customer asks once more for a person
    if (next === 'person-asked') {
      for (let waited = 0; (await where()) !== 'explaining' && waited < 100; waited += 1) await clock.advance(100);
      await patiently(({ host }) => host.accept({ ...event('person.asked'), id: 'person.asked again' }));
    }
    while (!(await patiently((process) => act(process, next)))) {
      if ((tries += 1) > 100) throw new Error(`nobody could '${next}': ${JSON.stringify(one.desk.contacts().map(({ life }) => life))}`);
      await clock.advance(seconds(1));
      if (one.isDead()) await again();
      // whoever is to be helped by people is with somebody, and with one only
      const [contact, ...more] = one.desk.contacts();
      expect(more).toEqual([]);
      const state = await where();
      if (contact !== undefined) expect(ownerOf(contact) !== undefined || ['wrap-up', 'ended'].includes(contact.life.status)).toBe(true);
      else if (Object.keys(handoffOwners).includes(state)) await clock.advance(seconds(1));
    }
  }
  await clock.advance(minutes(2));
  if (one.isDead()) await again();
  await clock.advance(seconds(5));
  expect(one.desk.contacts()).toEqual([]);
  // the run of the contact is over as well, and the customer's journey has heard that it is
  const left = await patiently(({ host }) => host.list({ kind: 'instance' }));
  expect(left.items.map(({ journey }) => journey)).not.toContain('contact');
  expect(await where()).toBe('over');
  const commits = one.commits();
  await one.desk.close();
  await one.host.close();
  return commits;
}

test('a process that dies before or behind any commit of a handoff loses no customer: the next one goes on to the end', async () => {
  const commits = await live({ at: Infinity, behind: true });
  expect(commits).toBeGreaterThan(20);
  for (let at = 1; at <= commits; at += fullSize ? 1 : 5) {
    await live({ at, behind: true });
    await live({ at, behind: false });
  }
});
