import { describe, expect, test } from 'vitest';
import { days, hours, type Heard } from 'throughline';
import type { Intent } from 'throughline/ports';
import { createMemoryStore } from 'throughline/testing';
import { intentHost, keywords, table } from './intent-host.js';

const answering = (answer: unknown): Intent => ({ contract: 1, name: 'odd', intents: table.intents, classify: () => answer as never });

describe('what a customer wants with a message', () => {
  test('is read from the words, and the journey goes where it leads', async () => {
    const host = intentHost();
    await host.write('My invoice is wrong');
    expect(host.texts()).toEqual(['Here is your invoice']);
    await host.orchestrator.close();
  });

  test('is read from what just happened where the words say nothing', async () => {
    const host = intentHost();
    expect(await host.say('ann', 'outage.began', { area: 'north' })).toMatchObject({ status: 'handled', because: 'it may tell what the customer wants next' });
    expect(await host.say('ann', 'page.seen')).toMatchObject({ status: 'ignored', reason: 'UnknownEvent' });
    await host.clock.advance(hours(1));
    await host.write('hello?');
    expect(host.texts()).toEqual(['We are mending it']);
    await host.write('hello?', 'bob');
    expect(host.texts()[1]).toBe('Is it about your invoice or about the internet?');
    await host.orchestrator.close();
  });

  test('is read from what the host knows to have happened around the customer', async () => {
    const asked: unknown[] = [];
    const host = intentHost({ happened: ({ identities, at }) => { asked.push(identities); return identities.includes('user:ann') ? [{ type: 'outage.began', at: at - hours(2) }] : []; } });
    await host.write('good evening');
    expect(host.texts()).toEqual(['We are mending it']);
    expect(asked[0]).toEqual(['user:ann']);
    await host.orchestrator.close();
  });

  test('is asked once where it is not clear, and not a second time', async () => {
    const host = intentHost({ classifier: answering({ guesses: [{ intent: 'invoice', probability: 0.4 }] }) });
    await host.write('the thing');
    await host.write('that thing');
    expect(host.texts()).toEqual(['Is it about your invoice or about the internet?', 'A person will help you']);
    await host.orchestrator.close();
  });

  test('is clear after the answer to that question', async () => {
    const host = intentHost();
    await host.write('The invoice for the internet, or no internet');
    expect(host.texts()).toEqual(['Is it about your invoice or about the internet?']);
    await host.write('the invoice');
    expect(host.texts()[1]).toBe('Here is your invoice');
    await host.orchestrator.close();
  });

  test('is asked anew in another conversation', async () => {
    const unclear = answering({ guesses: [{ intent: 'invoice', probability: 0.4 }] });
    const host = intentHost({ classifier: unclear });
    await host.write('the thing');
    await host.clock.advance(days(5));
    await host.write('the thing');
    expect(host.texts().filter((text) => text.startsWith('Is it'))).toHaveLength(2);
    await host.orchestrator.close();
  });

  test('is seen by who names the events in it', async () => {
    const heard: Heard['intent'][] = [];
    const host = intentHost({}, { understand: ({ intent }) => { heard.push(intent); return undefined; } });
    await host.write('my bill');
    expect(heard).toEqual([expect.objectContaining({ verdict: 'sure', name: 'invoice' })]);
    await host.orchestrator.close();
  });

  test('is not read from receipts, pages or news, and nobody is asked about them', async () => {
    let asked = 0;
    const host = intentHost({ classifier: { ...keywords, classify: () => { asked += 1; return { guesses: [] }; } }, happened: () => { asked += 1; return []; } });
    await host.write('my bill');
    expect(asked).toBe(2);
    await host.orchestrator.accept({ id: 'w1', source: 'test', type: 'web.viewed', data: { page: '/help' }, who: ['user:ann'], via: { channel: 'chat' } });
    await host.orchestrator.accept({ id: 'n1', source: 'test', type: 'invoice.sent', data: {}, who: ['user:ann'] });
    await host.chat.hear({ kind: 'receipt', id: 'r1', providerId: `p-${host.chat.sent[0]?.key ?? ''}`, state: 'delivered' });
    expect(asked).toBe(2);
    await host.orchestrator.close();
  });
});

describe('a classifier that', () => {
  test.each<readonly [string, Intent, string]>([
    ['says a probability of 7', answering({ guesses: [{ intent: 'invoice', probability: 7 }] }), 'bad-probability'],
    ['says a probability that is no number', answering({ guesses: [{ intent: 'invoice', probability: Number.NaN }] }), 'bad-probability'],
    ['is more than sure', answering({ guesses: [{ intent: 'invoice', probability: 0.9 }, { intent: 'no-internet', probability: 0.9 }] }), 'sum-above-one'],
    ['names an intent that nobody knows', answering({ guesses: [{ intent: 'refund', probability: 0.9 }] }), 'unknown-intent'],
    ['answers nothing', answering(undefined), 'not-an-answer'],
    ['throws', { ...keywords, classify: () => { throw new Error('secret words'); } }, 'failed'],
    ['answers what throws when it is read', answering({ get guesses() { throw new Error('secret words'); } }), 'failed'],
    ['answers a guess that throws when it is read', answering({ guesses: [{ intent: 'invoice', get probability() { throw new Error('secret words'); } }] }), 'failed'],
    ['rejects', { ...keywords, classify: async () => Promise.reject(new Error('secret words')) }, 'failed'],
  ])('%s is not believed: the reason stands there, and what happened decides', async (_, classifier, because) => {
    const host = intentHost({ classifier });
    host.listen('fault');
    await host.write('my invoice');
    // nothing is guessed: the one question is asked
    expect(host.texts()).toEqual(['Is it about your invoice or about the internet?']);
    const { intent } = await host.orchestrator.explain('user:ann');
    expect(intent).toMatchObject({ verdict: 'ask', without: [{ part: 'classifier', because }] });
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ where: 'intent classifier' })]);
    await host.orchestrator.close();
  });

  test('never answers is waited for as long as the host says, and not longer', async () => {
    const host = intentHost({ classifier: { ...keywords, classify: () => new Promise(() => {}) } }, { timing: { understandMs: 800 } });
    const written = host.write('my invoice');
    await host.clock.advance(1_000);
    await written;
    expect(host.texts()).toEqual(['Is it about your invoice or about the internet?']);
    expect((await host.orchestrator.explain('user:ann')).intent?.without).toEqual([{ part: 'classifier', because: 'timed-out' }]);
    await host.orchestrator.close();
  });

  test('may name an intent that the host did not is refused before the first customer', () => {
    expect(() => intentHost({ classifier: { ...keywords, intents: ['invoice', 'refund'] } })).toThrow("may name intents that 'intent.table' does not have: 'refund'");
    expect(() => intentHost({ table: { ...table, weigh: undefined as never } })).toThrow("'intent' has a table");
  });
});

test('what the host tells as happened and cannot be read is left out, with the reason', async () => {
  const host = intentHost({ happened: () => [{ type: 'outage.began', at: 'yesterday' }] as never });
  await host.write('my invoice');
  expect(host.texts()).toEqual(['Here is your invoice']);
  expect((await host.orchestrator.explain('user:ann')).intent?.without).toEqual([{ part: 'happened', because: 'not-an-answer' }]);
  await host.orchestrator.close();
});

test('what the host tells as happened and throws when it is read is left out as well', async () => {
  const host = intentHost({ happened: () => [{ type: 'outage.began', get at() { throw new Error('secret words'); } }] as never });
  host.listen('fault');
  await host.write('my invoice');
  expect(host.texts()).toEqual(['Here is your invoice']);
  expect((await host.orchestrator.explain('user:ann')).intent?.without).toEqual([{ part: 'happened', because: 'failed' }]);
  expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ where: 'intent happened' })]);
  await host.orchestrator.close();
});

describe('what was read', () => {
  test('stands in the briefing with what spoke for it, and a role sees of it what it may', async () => {
    const host = intentHost({ classifier: { ...keywords, classify: async (asked, io) => ({ ...await keywords.classify(asked, io), sentiment: -0.8, language: 'en' }) } }, { roles: { agent: { sees: ['internal'] }, guest: { sees: ['public'] } } });
    await host.write('My invoice is wrong');
    const intentFor = async (role?: string) => (await host.orchestrator.briefing('user:ann', role === undefined ? {} : { role })).conversation?.intent;
    expect(await intentFor()).toMatchObject({ verdict: 'sure', name: 'invoice', sentiment: -0.8, language: 'en', likely: [{ name: 'invoice', evidence: [{ kind: 'words', says: ['invoice'] }] }, { name: 'no-internet' }] });
    const forAgent = await intentFor('agent');
    expect(forAgent).toMatchObject({ name: 'invoice', likely: [{ evidence: [{ says: [] }] }, {}] });
    expect(forAgent).not.toHaveProperty('sentiment');
    const explained = (await host.orchestrator.explain('user:ann')).intent;
    expect(explained).toMatchObject({ name: 'invoice', likely: [{ evidence: [{ says: [] }] }, {}] });
    expect(explained).not.toHaveProperty('sentiment');
    expect(await intentFor('guest')).toEqual({ at: expect.any(Number), verdict: 'sure', likely: [], withheld: [{ name: 'intent', dataClass: 'internal' }] });
    await host.orchestrator.close();
  });

  test('stands with its event in the log, so that the same decision can be made again without the classifier', async () => {
    const host = intentHost();
    await host.write('My invoice is wrong');
    await host.orchestrator.close();
    const store = createMemoryStore({ clock: host.clock, data: host.data });
    await store.open({ worker: 'reader' });
    const entry = (await store.scan(0, 10)).entries.find(({ kind }) => kind === 'event');
    const { guessed, intent } = JSON.parse(entry?.body ?? '{}');
    expect(guessed).toEqual({ said: { guesses: [{ intent: 'invoice', probability: 1 / 1.5, evidence: ['invoice'] }] } });
    expect(table.weigh({ at: entry?.at ?? 0, happened: [], hasWords: true, said: guessed.said }).reading).toEqual(intent);
    await store.close();
  });

  test('is counted, and never how the customer sounds is shown to a journey', async () => {
    const host = intentHost({ classifier: { ...keywords, classify: async (asked, io) => ({ ...await keywords.classify(asked, io), sentiment: -1 }) } });
    await host.write('My invoice is wrong');
    expect(await host.orchestrator.figures(['intent.invoice', 'intent.ask'])).toEqual([1, 0]);
    const facts = (await host.orchestrator.briefing('user:ann')).journeys[0]?.facts.map(({ name, value }) => [name, value]);
    expect(facts).toContainEqual(['sees', 'likely name verdict']);
    await host.orchestrator.close();
  });
});
