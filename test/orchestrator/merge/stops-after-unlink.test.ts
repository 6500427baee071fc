import { describe, expect, test } from 'vitest';
import { People } from './people.js';

const stop = { channel: 'chat', purpose: 'marketing' } as const;
const bounced = { channel: 'chat', reason: 'bounced' } as const;

/** People who were met one after the other, and who is whom. */
async function met(...names: readonly string[]): Promise<{ readonly people: People; readonly customer: (name: string) => string }> {
  const people = new People();
  const ids = new Map<string, string>();
  for (const name of names) ids.set(name, (await soon(people, () => people.say([`user:${name}`], 'order.placed', { number: name, note: 'x' }))).customer ?? '');
  return { people, customer: (name) => ids.get(name) ?? '' };
}

/** Does something, and lets a moment pass. */
async function soon<T>(people: People, work: () => Promise<T>): Promise<T> {
  const made = await work();
  await people.host.clock.advance(1);
  return made;
}

const link = (people: People, one: string, other: string) => soon(people, () => people.host.orchestrator.link(`user:${one}`, `user:${other}`, 'x'));
const unlink = (people: People, customer: string) => soon(people, () => people.host.orchestrator.unlink(customer, 'a mistake'));
const say = (people: People, who: string, type: string, data: object) => soon(people, () => people.say([`user:${who}`], type, data));
const states = async (people: People, who: string): Promise<readonly string[]> => (await people.host.orchestrator.briefing(`user:${who}`)).consents.map(({ state }) => state);

/** The texts that this one is sent for a purchase. */
async function sent(people: People, who: string): Promise<readonly unknown[]> {
  const before = people.host.texts().length;
  await say(people, who, 'purchase.wanted', { what: 'a chair' });
  await say(people, who, 'purchase.made', {});
  await people.host.settle();
  return people.host.texts().slice(before);
}

describe('a stop outlives the undoing of a merge', () => {
  test('where a third one, who stays, had said it before they came', async () => {
    const { people, customer } = await met('a', 'b', 'd');
    await say(people, 'd', 'consent.withdrawn', stop);
    await say(people, 'd', 'suppression.added', bounced);
    await link(people, 'a', 'b');
    await link(people, 'a', 'd');
    await unlink(people, customer('b'));
    expect(await states(people, 'a')).toEqual(['withdrawn']);
    expect(await sent(people, 'a')).toEqual([]);
    expect(await states(people, 'b')).toEqual([]);
    expect(await sent(people, 'b')).toEqual(['Thanks for a chair.']);
  });

  test('where the third one’s stop was hidden behind a later word of the one who goes', async () => {
    const { people, customer } = await met('a', 'b', 'd');
    await say(people, 'd', 'consent.withdrawn', stop);
    await say(people, 'b', 'consent.given', stop);
    await link(people, 'a', 'b');
    await link(people, 'a', 'd');
    expect(await states(people, 'a')).toEqual(['given']);
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([['withdrawn'], ['given']]);
  });

  test('where the one who goes had come with another, also by one who came to that one later', async () => {
    const { people, customer } = await met('a', 'b', 'c', 'd');
    await say(people, 'a', 'suppression.added', bounced);
    await say(people, 'd', 'consent.withdrawn', stop);
    await link(people, 'b', 'c');
    await link(people, 'b', 'd');
    await link(people, 'a', 'b');
    await unlink(people, customer('c'));
    expect(await sent(people, 'a')).toEqual([]);
    expect(await states(people, 'a')).toEqual(['withdrawn']);
    expect(await sent(people, 'c')).toEqual(['Thanks for a chair.']);
    expect(await states(people, 'c')).toEqual([]);
  });

  test('where it was said before the merge and told after it: for both, because nobody knows whose it was', async () => {
    const { people, customer } = await met('a', 'b');
    const earlier = people.host.clock.now();
    await people.host.clock.advance(10);
    await link(people, 'a', 'b');
    await people.host.orchestrator.accept({ id: 'late', source: 'site', type: 'consent.withdrawn', data: stop, who: ['user:b'], occurredAt: earlier });
    expect(await states(people, 'a')).toEqual(['withdrawn']);
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([['withdrawn'], ['withdrawn']]);
  });

  test('where a second merge is undone after the one that brought a later consent', async () => {
    const { people, customer } = await met('a', 'b', 'd');
    await say(people, 'a', 'consent.withdrawn', stop);
    await say(people, 'b', 'consent.given', stop);
    await link(people, 'a', 'b');
    await link(people, 'a', 'd');
    await unlink(people, customer('b'));
    await unlink(people, customer('d'));
    expect(await states(people, 'a')).toEqual(['withdrawn']);
  });

  test('where it is told after the merge and is older than the consent of the other one', async () => {
    const { people, customer } = await met('a', 'b');
    const earlier = people.host.clock.now();
    await people.host.clock.advance(10);
    await say(people, 'a', 'consent.given', stop);
    await link(people, 'a', 'b');
    await people.host.orchestrator.accept({ id: 'late', source: 'site', type: 'consent.withdrawn', data: stop, who: ['user:b'], occurredAt: earlier });
    expect(await states(people, 'a')).toEqual(['given']);
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([['given'], ['withdrawn']]);
  });

  test('where the other one consented again while they were one', async () => {
    const { people, customer } = await met('a', 'b');
    await link(people, 'a', 'b');
    await say(people, 'b', 'consent.withdrawn', stop);
    await say(people, 'a', 'consent.given', stop);
    expect(await states(people, 'a')).toEqual(['given']);
    await unlink(people, customer('b'));
    expect(await states(people, 'b')).toEqual(['withdrawn']);
  });

  test('where it was hidden among those who stay, and then by the one who said it; and it is not handed to a third one', async () => {
    const { people, customer } = await met('a', 'b', 'c');
    await link(people, 'a', 'b');
    await say(people, 'b', 'consent.withdrawn', stop);
    await say(people, 'a', 'consent.given', stop);
    await link(people, 'a', 'c');
    await unlink(people, customer('c'));
    expect([await states(people, 'a'), await states(people, 'c')]).toEqual([['given'], []]);
    await unlink(people, customer('b'));
    expect(await states(people, 'b')).toEqual(['withdrawn']);
  });

  test('where it was hidden among those who came, when they go again and then part', async () => {
    const { people, customer } = await met('a', 'b', 'c');
    await link(people, 'b', 'c');
    await say(people, 'c', 'consent.withdrawn', stop);
    await say(people, 'b', 'consent.given', stop);
    await link(people, 'a', 'b');
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([[], ['given']]);
    await unlink(people, customer('c'));
    expect(await states(people, 'c')).toEqual(['withdrawn']);
  });

  test('where an older one is told late behind the stop of the other one', async () => {
    const { people, customer } = await met('a', 'b');
    const earlier = people.host.clock.now();
    await people.host.clock.advance(10);
    await say(people, 'b', 'consent.withdrawn', stop);
    await link(people, 'a', 'b');
    await people.host.orchestrator.accept({ id: 'late', source: 'site', type: 'consent.withdrawn', data: stop, who: ['user:a'], occurredAt: earlier });
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([['withdrawn'], ['withdrawn']]);
  });

  test('where others came after the one whose consent hid it, and go after them', async () => {
    const { people, customer } = await met('a', 'b', 'd');
    await say(people, 'a', 'consent.withdrawn', stop);
    await say(people, 'b', 'consent.given', stop);
    await link(people, 'a', 'b');
    await say(people, 'd', 'consent.given', stop);
    await link(people, 'a', 'd');
    await unlink(people, customer('b'));
    await unlink(people, customer('d'));
    expect([await states(people, 'a'), await states(people, 'b'), await states(people, 'd')]).toEqual([['withdrawn'], ['given'], ['given']]);
  });

  test('and stays with the one who had said it', async () => {
    const { people, customer } = await met('a', 'b');
    await say(people, 'b', 'consent.withdrawn', stop);
    await say(people, 'b', 'suppression.added', bounced);
    await link(people, 'a', 'b');
    await unlink(people, customer('b'));
    expect([await states(people, 'a'), await states(people, 'b')]).toEqual([[], ['withdrawn']]);
    expect(await sent(people, 'b')).toEqual([]);
    expect(await sent(people, 'a')).toEqual(['Thanks for a chair.']);
  });
});
