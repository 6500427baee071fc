import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData, type AnyJourney } from 'throughline';
import { armOf, defineExperiment, judgeLift } from 'throughline/experiment';
import { createHost, type TestHost } from './host.js';

const { setup } = defineJourney({
  id: 'cart', version: 1,
  events: { 'cart.left': noData, 'order.placed': noData, 'cart.emptied': noData, 'message.failed': z.object({ messageId: z.string(), reason: z.string() }) },
  facts: { tone: facts.internal(z.enum(['plain', 'warm', 'holdout'])), failed: facts.internal(z.string()) },
  channels: { chat: ['text'] },
  entry: { on: ['cart.left'], reentry: { mode: 'after-exit' } },
  exit: [{ on: 'cart.emptied', when: 'immediate', reason: 'emptied' }],
  goals: [{ name: 'bought', on: ['order.placed'], withinMs: days(2) }],
  ttlMs: days(3),
});
const say = (text: string) => ({ type: 'send', params: { channel: 'chat', purpose: 'marketing', text } }) as const;
const cart = setup().createMachine({
  context: ({ input }) => ({ tone: z.enum(['plain', 'warm', 'holdout']).parse(input.facts['tone']), failed: '' }), initial: 'left',
  on: { 'order.placed': '.bought' },
  states: {
    left: { always: [{ guard: ({ context }) => context.tone === 'warm', target: 'warm' }, { target: 'plain' }] },
    warm: { entry: say('We kept it for you.') },
    plain: { entry: say('Your cart is waiting.'), on: { 'message.failed': { actions: [] } } },
    bought: { type: 'final' },
  },
});

const tone = defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 }, holdout: 0.3 });
const names = Array.from({ length: 40 }, (_, n) => `u${n}`);

function open(experiment = tone, journeys: readonly AnyJourney[] = [cart]): TestHost {
  const host = createHost(journeys, undefined, { experiments: [experiment] });
  onTestFinished(() => host.orchestrator.close());
  return host;
}
/** Everybody leaves a cart; who is in which arm, as the host was told. */
async function everybodyLeaves(host: TestHost): Promise<ReadonlyMap<string, string>> {
  const arms = new Map<string, string>();
  const byCustomer = new Map<string, string>();
  host.orchestrator.on('experiment.assigned', ({ customer, arm }) => byCustomer.set(customer, arm));
  for (const name of names) arms.set(name, byCustomer.get((await host.say(name, 'cart.left')).customer ?? '') ?? '');
  await host.settle();
  return arms;
}

describe('a journey that takes part in an experiment', () => {
  test('is told the arm of its customer, says what that arm is to say, and says nothing to who is held out', async () => {
    const host = open();
    const arms = await everybodyLeaves(host);
    expect(new Set(arms.values())).toEqual(new Set(['plain', 'warm', 'holdout']));
    for (const [name, arm] of arms) {
      const heard = host.chat.sent.filter(({ to }) => to === name).map(({ text }) => text);
      expect(heard).toEqual(arm === 'warm' ? ['We kept it for you.'] : arm === 'plain' ? ['Your cart is waiting.'] : []);
    }
  });

  test('tells of each message that was held back why', async () => {
    const host = open();
    host.listen('message.suppressed');
    const arms = await everybodyLeaves(host);
    expect(host.told.map(({ what }) => what)).toEqual([...arms.values()].filter((arm) => arm === 'holdout').map(() => expect.objectContaining({ reason: 'held-out' })));
  });

  test('counts each customer, and each goal of a customer, once, so that arms can be compared', async () => {
    const host = open();
    const arms = await everybodyLeaves(host);
    for (const name of names.slice(0, 20)) {
      await host.say(name, 'order.placed');
      await host.say(name, 'cart.left');
      await host.say(name, 'order.placed');
    }
    const among = (arm: string, some = names): number => some.filter((name) => arms.get(name) === arm).length;
    const figures = await host.orchestrator.figures(['experiment.tone.warm.customers', 'experiment.tone.warm.cart.bought', 'experiment.tone.plain.customers', 'experiment.tone.plain.cart.bought']);
    expect(figures).toEqual([among('warm'), among('warm', names.slice(0, 20)), among('plain'), among('plain', names.slice(0, 20))]);
    const [customers = 0, reached = 0, controls = 0, control = 0] = figures;
    expect(judgeLift({ control: { customers: controls, reached: control }, variant: { customers, reached } }).verdict).toBe('not-yet');
  });

  test('keeps its customers in their arms when the weights change', async () => {
    const host = open();
    const arms = await everybodyLeaves(host);
    await host.orchestrator.close();
    const changed = createHost([cart], host.chat, { experiments: [defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1_000 } })] });
    onTestFinished(() => changed.orchestrator.close());
    Object.assign(changed.data, host.data);
    changed.reopen();
    for (const name of names.filter((one) => arms.get(one) === 'plain')) {
      await changed.say(name, 'cart.emptied', {}, `${name} empties`);
      await changed.say(name, 'cart.left', {}, `${name} leaves again`);
    }
    await changed.settle();
    const again = changed.chat.sent.slice(-[...arms.values()].filter((arm) => arm === 'plain').length);
    expect(new Set(again.map(({ text }) => text))).toEqual(new Set(['Your cart is waiting.']));
  });

  test('is divided by the customer, so that their arm follows from their id alone', async () => {
    const host = open();
    const { customer = '' } = await host.say('ann', 'cart.left');
    expect((await host.orchestrator.explain('user:ann')).experiments).toEqual({ tone: armOf(tone, customer) });
    const [journey] = (await host.orchestrator.briefing('user:ann')).journeys;
    expect(journey?.facts.find(({ name }) => name === 'tone')?.value).toBe(armOf(tone, customer));
  });
});

test('two customers who turn out to be one are in the arm of the one who stays', async () => {
  const host = open();
  const arms = await everybodyLeaves(host);
  const stays = names.find((name) => arms.get(name) === 'warm') ?? '';
  const joins = names.findLast((name) => arms.get(name) === 'plain' && names.indexOf(name) > names.indexOf(stays)) ?? '';
  await host.say(stays, 'cart.emptied');
  await host.say(joins, 'cart.emptied');
  await host.orchestrator.link(`user:${stays}`, `user:${joins}`, 'one person');
  await host.clock.advance(hours(1));
  await host.say(joins, 'cart.left');
  await host.settle();
  expect(host.texts().at(-1)).toBe('We kept it for you.');
});

test('a journey whose fact cannot hold an arm is not wired', () => {
  expect(() => open(defineExperiment({ id: 'tone', arms: { plain: 1, loud: 1 } }))).toThrow("but the schema of its fact refuses 'loud'");
  expect(() => createHost([cart], undefined, { experiments: [tone, tone] })).toThrow("The experiment 'tone' is given twice");
});
