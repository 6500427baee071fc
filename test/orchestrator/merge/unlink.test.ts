import { hours, minutes, type JourneyError } from 'throughline';
import { describe, expect, test } from 'vitest';
import { inOrder, People } from './people.js';

const saidBy = async (people: People, who: string): Promise<readonly unknown[]> => (await people.host.orchestrator.timeline(who)).map(({ text, suppressed, type }) => text ?? suppressed ?? type).toReversed();

/** Ann has an order, a visitor has a purchase; both turn out to be one, and then not. */
async function merged(): Promise<{ readonly people: People; readonly ann: string; readonly visitor: string }> {
  const people = new People();
  const ann = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
  await people.host.clock.advance(10);
  const visitor = await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
  await people.host.orchestrator.link('user:ann', 'visitor:v1', 'the shop says so');
  return { people, ann: ann.customer ?? '', visitor: visitor.customer ?? '' };
}

describe('a merge that was wrong', () => {
  test('is undone: each has their own identities, runs and history, with what came since by their own contacts', async () => {
    const { people, ann, visitor } = await merged();
    await people.say(['visitor:v1'], 'purchase.changed', { what: 'a table' });
    await people.say(['visitor:v1'], 'order.placed', { number: '2', note: 'for the table' });
    await people.say(['user:ann'], 'order.noted', { number: '1', note: 'green' });
    people.host.listen('customer.parted');
    expect(await people.host.orchestrator.unlink(visitor, 'a mistake')).toMatchObject({ customer: ann, merged: visitor });
    expect(people.host.told).toMatchObject([{ what: { customer: ann, merged: visitor } }]);
    expect((await people.host.orchestrator.briefing('user:ann')).identities).toEqual(['user:ann']);
    expect((await people.host.orchestrator.briefing('visitor:v1')).identities).toEqual(['visitor:v1']);
    expect(await people.known('user:ann', 'number')).toEqual(['1']);
    expect(await people.known('visitor:v1', 'number')).toEqual(['2']);
    expect(await people.known('visitor:v1', 'what')).toEqual(['a table']);
    expect(await saidBy(people, 'user:ann')).toEqual(['order.placed', 'order.noted']);
    expect(await saidBy(people, 'visitor:v1')).toEqual(['purchase.wanted', 'purchase.changed', 'order.placed']);
  });

  test('is no longer what makes anybody sure: who was linked is known as before', async () => {
    const { people, visitor } = await merged();
    const how = async (who: string) => (await people.host.orchestrator.briefing(who)).who.identities.map((one) => `${one.value} ${one.how}`);
    expect(await how('user:ann')).toEqual(['ann vouched', 'v1 linked']);
    await people.say(['visitor:v1', 'email:ann@example.org'], 'purchase.changed', { what: 'a table' });
    const linked = await people.say(['email:eva@example.org'], 'order.placed', { number: '5', note: 'x' });
    await people.host.orchestrator.link('user:ann', 'email:eva@example.org', 'told on the phone');
    expect((await people.host.orchestrator.briefing('user:ann')).who).toMatchObject({ kind: 'merged', confidence: 'linked' });
    await people.host.orchestrator.unlink(linked.customer ?? '', 'a mistake');
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect([await how('user:ann'), await how('visitor:v1'), await how('email:eva@example.org')]).toEqual([['ann vouched'], ['v1 vouched'], ['eva@example.org vouched']]);
    expect((await people.host.orchestrator.briefing('email:eva@example.org')).who.confidence).toBe('vouched');
  });

  test('leaves runs that go on by themselves where they belong, with their delays', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1'], 'order.placed', { number: '2', note: 'x' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect(await people.say(['visitor:v1'], 'order.closed', { number: '2' })).toMatchObject({ status: 'handled', customer: visitor });
    expect(await people.say(['visitor:v1'], 'order.placed', { number: '3', note: 'y' })).toMatchObject({ status: 'handled', instances: [`${visitor}/order/2`] });
    await people.host.clock.advance(hours(1) + minutes(1));
    expect(await saidBy(people, 'visitor:v1')).toEqual(['purchase.wanted', 'order.placed', 'order.closed', 'order.placed', 'no-address']);
    expect((await people.host.orchestrator.explain('visitor:v1')).journeys.find(({ journey }) => journey === 'purchase')?.where).toEqual(['asked']);
  });

  test('shows neither what the other one said, also where a run heard it while both were one', async () => {
    const { people, visitor } = await merged();
    await people.say(['user:ann'], 'purchase.changed', { what: 'a secret of Ann' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    const briefing = await people.host.orchestrator.briefing('visitor:v1');
    expect(briefing.journeys.flatMap(({ facts }) => facts)).toMatchObject([{ name: 'what', withheld: true }]);
    expect(JSON.stringify(briefing)).not.toContain('secret');
    expect(JSON.stringify(await people.host.orchestrator.timeline('visitor:v1'))).not.toContain('secret');
  });

  test('gives back the run that had to leave, and lets both go on side by side', async () => {
    const people = new People();
    await people.say(['user:ann'], 'purchase.wanted', { what: 'a chair' });
    await people.host.clock.advance(10);
    const other = await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a lamp' });
    await people.host.orchestrator.link('user:ann', 'visitor:v1', 'the shop says so');
    expect(await people.known('visitor:v1', 'what')).toEqual(['a chair']);
    await people.host.orchestrator.unlink(other.customer ?? '', 'a mistake');
    expect(await people.known('user:ann', 'what')).toEqual(['a chair']);
    expect(await people.known('visitor:v1', 'what')).toEqual(['a lamp']);
    expect((await people.host.orchestrator.explain('visitor:v1')).ended).toEqual([]);
  });

  test('lets go of an identity that came since: it is a claim of who brought it, and leads to nobody', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1', 'email:new@example.org'], 'purchase.changed', { what: 'a table' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect((await people.host.orchestrator.briefing('user:ann')).identities).toEqual(['user:ann']);
    expect((await people.host.orchestrator.briefing('visitor:v1')).who.claims).toMatchObject([{ value: 'new@example.org' }]);
    const stranger = await people.say(['email:new@example.org'], 'order.placed', { number: '9', note: 'mine' });
    expect(stranger.customer).not.toBe(visitor);
  });

  test('can be made again and undone again', async () => {
    const { people, ann, visitor } = await merged();
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    await people.host.orchestrator.link('visitor:v1', 'user:ann', 'it was right');
    expect(await people.running('visitor:v1')).toHaveLength(2);
    await people.host.orchestrator.unlink(visitor, 'no');
    expect((await people.host.orchestrator.briefing('user:ann')).customer).toBe(ann);
    expect(await people.known('visitor:v1', 'what')).toEqual(['a chair']);
  });

  test('takes those back along who had been merged before, and can let them go one by one', async () => {
    const people = new People();
    const made: string[] = [];
    for (const who of ['visitor:a', 'visitor:b', 'visitor:c']) { made.push((await people.say([who], 'order.placed', { number: who, note: who })).customer ?? ''); await people.host.clock.advance(1); }
    const [, b = '', c = ''] = made;
    await people.host.orchestrator.link('visitor:b', 'visitor:c', 'x');
    await people.host.orchestrator.link('visitor:a', 'visitor:c', 'x');
    await people.host.orchestrator.unlink(b, 'x');
    expect(await people.known('visitor:a', 'number')).toEqual(['visitor:a']);
    expect(inOrder(await people.known('visitor:c', 'number'))).toEqual(['visitor:b', 'visitor:c']);
    await people.host.orchestrator.unlink(c, 'x');
    expect(await people.known('visitor:b', 'number')).toEqual(['visitor:b']);
    expect(await people.known('visitor:c', 'number')).toEqual(['visitor:c']);
  });

  test('that never was is refused', async () => {
    const people = new People();
    const one = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'x' });
    const code = await people.host.orchestrator.unlink(one.customer ?? '', 'x').catch((error: JourneyError) => error.code);
    expect(code).toBe('UnknownCustomer');
  });
});
