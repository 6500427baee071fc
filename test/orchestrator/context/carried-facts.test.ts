import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';
import { CareHost, help } from './care-host.js';

const factsOf = async (host: CareHost, topic: string) => {
  const { journeys } = await host.orchestrator.briefing('user:ann');
  const found = journeys.find((one) => one.facts.some((fact) => fact.name === 'topic' && fact.value === topic));
  return Object.fromEntries((found?.facts ?? []).map((fact) => [fact.name, fact]));
};

/** calls the allergy internal, the name a number and nothing else by the names of `help` */
const { setup } = defineJourney({
  id: 'kitchen', version: 1,
  events: { 'meal.ordered': z.object({ meal: z.string() }) },
  facts: { allergy: facts.internal(z.string().nullable()), name: facts.internal(z.number().nullable()) },
  channels: {},
  entry: { on: ['meal.ordered'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const kitchen = setup({}).createMachine({
  id: 'kitchen', initial: 'cooking', states: { cooking: { after: { [days(1)]: 'eaten' } }, eaten: { type: 'final' } },
  context: ({ input }) => ({ allergy: typeof input.facts['allergy'] === 'string' ? input.facts['allergy'] : null, name: 'name' in input.facts ? 1 : null }),
});

describe('what a customer has said once', () => {
  test('is known to every later journey where it is the customer\'s, with the touchpoint it came from', async () => {
    const host = new CareHost();
    await host.via('chat', 'help.asked', { topic: 'a', name: null });
    await host.via('sms', 'fact.given', { name: 'Ann', order: 'A-1', note: 'urgent' });
    const at = host.clock.now();
    await host.system('help.ended');
    await host.clock.advance(days(30));
    await host.via('email', 'help.asked', { topic: 'b', name: null });
    const { name, order, note } = await factsOf(host, 'b');
    expect(name).toMatchObject({ value: 'Ann', dataClass: 'personal', verified: false, origin: { at, channel: 'sms', event: 'fact.given' } });
    expect(name?.origin.thread).toMatch(/\/t1$/);
    expect([order, note]).toEqual([undefined, undefined]);
    expect((await host.orchestrator.briefing('user:ann')).facts).toMatchObject([{ name: 'name', value: 'Ann', scope: 'customer', journey: 'help' }]);
    await host.orchestrator.close();
  });

  test('is known to other journeys of the same conversation, on any channel, and only while it is open', async () => {
    const host = new CareHost();
    await host.via('chat', 'help.asked', { topic: 'a', name: null });
    await host.via('chat', 'fact.given', { order: 'A-1' });
    await host.system('help.ended');
    await host.clock.advance(hours(71));
    await host.via('sms', 'help.asked', { topic: 'b', name: null });
    expect((await factsOf(host, 'b'))['order']).toMatchObject({ value: 'A-1', origin: { channel: 'chat' } });
    await host.system('help.ended', {}, {});
    await host.clock.advance(hours(73));
    await host.system('help.asked', { topic: 'c', name: null });
    expect((await factsOf(host, 'c'))['order']).toBeUndefined();
    expect((await host.orchestrator.briefing('user:ann')).facts).toEqual([]);
    await host.orchestrator.close();
  });

  test('the newest counts, and null forgets it', async () => {
    const host = new CareHost();
    await host.via('chat', 'help.asked', { topic: 'a', name: 'Ann' });
    await host.clock.advance(1_000);
    await host.via('chat', 'fact.given', { name: 'Anna' });
    await host.via('sms', 'help.asked', { topic: 'b', name: null });
    expect((await factsOf(host, 'b'))['name']?.value).toBe('Anna');
    await host.via('chat', 'fact.given', { name: null });
    await host.system('help.ended');
    await host.via('sms', 'help.asked', { topic: 'c', name: null });
    expect((await factsOf(host, 'c'))['name']).toBeUndefined();
    await host.orchestrator.close();
  });

  test('what a journey only begins with is nobody\'s word and is not carried', async () => {
    const host = new CareHost({}, [help, kitchen]);
    await host.via('chat', 'help.asked', { topic: 'a', name: 'Ann' });
    await host.clock.advance(1_000);
    // its name is the number 1, which nobody said
    await host.system('meal.ordered', { meal: 'soup' });
    await host.via('chat', 'help.asked', { topic: 'b', name: null });
    expect((await factsOf(host, 'b'))['name']).toMatchObject({ value: 'Ann', origin: { event: 'help.asked', channel: 'chat' } });
    await host.orchestrator.close();
  });

  test('two journeys that class a name differently keep it to the stricter class, and what does not fit a schema is left out', async () => {
    const host = new CareHost({}, [help, kitchen]);
    await host.via('chat', 'help.asked', { topic: 'a', name: 'Ann' });
    await host.via('chat', 'fact.given', { allergy: 'nuts' });
    await host.via('chat', 'meal.ordered', { meal: 'soup' });
    const { journeys } = await host.orchestrator.briefing('user:ann');
    expect(journeys.find((one) => one.journey === 'kitchen')?.facts).toMatchObject([{ name: 'allergy', value: 'nuts', dataClass: 'sensitive' }]);
    await host.orchestrator.close();
  });

  test('is verified where a system says it or the customer\'s identity was proven in that contact, and else not', async () => {
    const host = new CareHost();
    const verifiedAfter = async (): Promise<boolean | undefined> => (await factsOf(host, 'a'))['name']?.verified;
    await host.via('chat', 'help.asked', { topic: 'a', name: 'Ann' });
    expect(await verifiedAfter()).toBe(false);
    await host.system('fact.given', { name: 'Anna' });
    expect(await verifiedAfter()).toBe(true);
    await host.via('chat', 'fact.given', { name: 'Anne' });
    expect(await verifiedAfter()).toBe(false);
    await host.via('chat', 'fact.given', { name: 'Annie' }, { who: [{ namespace: 'user', value: 'ann', verified: true }] });
    expect(await verifiedAfter()).toBe(true);
    await host.system('help.ended');
    await host.via('sms', 'help.asked', { topic: 'b', name: null });
    expect((await factsOf(host, 'b'))['name']).toMatchObject({ value: 'Annie', verified: true, origin: { channel: 'chat' } });
    await host.orchestrator.close();
  });
});
