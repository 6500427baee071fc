import { describe, expect, test } from 'vitest';
import { days, JourneyError, type Briefing, type HandoffRequest } from 'throughline';
import { CareHost, everybody } from './care-host.js';

const roles = { agent: { sees: ['public', 'internal', 'personal'] }, trainee: { sees: ['public', 'internal'] }, guest: { sees: ['public'] } } as const;

async function told(host: CareHost): Promise<void> {
  await host.via('chat', 'help.asked', { topic: 'router', name: 'Ann' });
  await host.write('chat', 'It blinks red');
  await host.via('chat', 'fact.given', { order: 'A-1', allergy: 'nuts', note: 'since Monday' });
  await host.system('promise.due');
  await host.system('remedy.tried');
  await host.system('customer.updated', { name: 'Ann Example', locale: 'de' });
  await host.system('web.viewed', { page: '/account/4711', title: 'Your account' });
  await host.system('consent.given', { channel: '*', purpose: '*', evidence: 'signed by Ann Example' });
}

describe('a briefing', () => {
  test('says who it is, how sure of it we are and why', async () => {
    const host = new CareHost();
    const anonymous = await host.system('help.asked', { topic: 'a', name: null }, { who: ['visitor:v1'] });
    expect(anonymous.identity).toEqual({ kind: 'anonymous', confidence: 'vouched' });
    const named = await host.system('help.asked', { topic: 'b', name: null }, { who: ['visitor:v1', 'phone:+4915112345678', { namespace: 'email', value: 'ann@example.org', verified: false }] });
    expect(named).toMatchObject({ customer: anonymous.customer, identity: { kind: 'identified', confidence: 'vouched' } });
    const { who, identities, at } = await host.orchestrator.briefing('visitor:v1');
    expect(who).toEqual({
      kind: 'identified', confidence: 'vouched', because: 'phone: the host vouches for it; only said: email', merged: [],
      identities: [{ namespace: 'visitor', value: 'v1', how: 'vouched', since: at, source: 'shop' }, { namespace: 'phone', value: '+4915112345678', how: 'vouched', since: at, source: 'shop' }],
      claims: [{ namespace: 'email', value: 'ann@example.org', how: 'claimed', since: at, source: 'shop' }],
    });
    expect(identities).toEqual(['visitor:v1', 'phone:+4915112345678']);
    const proven = await host.system('fact.given', {}, { who: [{ namespace: 'phone', value: '+4915112345678', verified: true }] });
    expect(proven.identity).toEqual({ kind: 'identified', confidence: 'verified' });
    expect(await host.orchestrator.accept({ id: 'e3', source: 'shop', type: 'fact.given', data: {}, who: [{ namespace: 'phone', value: '+4915112345678', verified: true }] })).toMatchObject({ status: 'duplicate', first: { identity: { confidence: 'verified' } } });
    await host.orchestrator.close();
  });

  test('says in a person\'s words where each journey is and what it waits for, and how others ended', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.system('help.ended');
    await host.clock.advance(days(1));
    await host.system('help.asked', { topic: 'b', name: null });
    const { journeys, ended, crm, customer, at } = await host.orchestrator.briefing('user:ann');
    expect(journeys).toMatchObject([{ inWords: 'We help', since: at }]);
    expect(journeys[0]?.waitsFor).toContain('person.wanted');
    expect(ended).toEqual([{ instance: `${customer}/help/1`, journey: 'help', startedAt: at - days(1), endedAt: at - days(1), reason: 'done', goals: [] }]);
    expect(crm).toEqual({ status: 'none configured' });
    await host.orchestrator.close();
  });

  test('shows open promises first, says which are overdue, and what was tried', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.system('help.asked', { topic: 'b', name: null });
    await host.system('promise.due');
    await host.system('remedy.tried');
    const [first] = (await host.orchestrator.briefing('user:ann')).promises;
    expect(first).toMatchObject({ name: 'call', overdue: false, until: host.clock.now() + days(1) });
    await host.orchestrator.cancel(first?.instance ?? '');
    await host.system('promise.kept');
    await host.clock.advance(days(2));
    const { promises, attempts } = await host.orchestrator.briefing('user:ann');
    expect(promises).toMatchObject([{ instance: first?.instance, overdue: true }, { overdue: false, keptAt: host.clock.now() - days(2) }]);
    expect(attempts.map((attempt) => attempt.words)).toEqual(['Restarted the router', 'Restarted the router']);
    await host.orchestrator.close();
  });
});

describe('what a role does not see', () => {
  test('is named with its class and without its value', async () => {
    const host = new CareHost({ roles });
    await told(host);
    const briefing = await host.orchestrator.briefing('user:ann', { role: 'guest' });
    const all = JSON.stringify([briefing, await host.orchestrator.timeline('user:ann', { role: 'guest' })]);
    for (const secret of ['Ann', 'blinks', 'nuts', 'Monday', 'A-1', '4711', 'account', 'ann@', '4915', '"router"', 'call you', 'Restarted']) expect(all).not.toContain(secret);
    expect(briefing.identities).toEqual([]);
    expect(briefing.who.identities[0]).toMatchObject({ namespace: 'user', how: 'vouched', withheld: [{ name: 'value', dataClass: 'personal' }] });
    expect(briefing.profile).toEqual({ locale: 'de', withheld: [{ name: 'name', dataClass: 'personal' }] });
    expect(briefing.journeys[0]?.facts.map((fact) => [fact.name, fact.dataClass, fact.withheld])).toEqual([
      ['topic', 'internal', true], ['name', 'personal', true], ['order', 'internal', true], ['allergy', 'sensitive', true], ['note', 'personal', true],
    ]);
    expect(briefing.interactions[1]).toMatchObject({ type: 'message.received', withheld: [{ name: 'text', dataClass: 'personal' }] });
    expect(briefing.web[0]?.withheld?.map((part) => part.name)).toEqual(['page', 'title']);
    expect(briefing.consents[0]?.withheld).toEqual([{ name: 'evidence', dataClass: 'personal' }]);
    await host.orchestrator.close();
  });

  test('is little for a role that sees more', async () => {
    const host = new CareHost({ roles });
    await told(host);
    const withheldFrom = async (role?: string) => (await host.orchestrator.briefing('user:ann', role === undefined ? {} : { role })).journeys[0]?.facts.filter((fact) => fact.withheld).map((fact) => fact.name);
    expect(await withheldFrom('agent')).toEqual(['allergy']);
    expect(await withheldFrom('trainee')).toEqual(['name', 'allergy', 'note']);
    expect(await withheldFrom()).toEqual([]);
    await host.orchestrator.close();
  });

  test('a role that nobody declared is refused, and so is one that is declared wrongly', async () => {
    const host = new CareHost({ roles });
    await told(host);
    for (const role of ['boss', 'toString', '']) await expect(host.orchestrator.briefing('user:ann', { role })).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidInput'));
    // as a host does that takes the role from somebody who has none
    await expect(Reflect.apply(host.orchestrator.briefing, undefined, ['user:ann', { role: undefined }])).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidInput'));
    await host.orchestrator.close();
    expect(() => new CareHost({ roles, handoffRole: 'boss' })).toThrow(/'handoffRole' names 'boss'/);
    expect(() => new CareHost({ roles: { agent: { sees: ['secret' as never] } } })).toThrow(/Role 'agent' sees a list of data classes/);
  });
});

describe('a handoff', () => {
  async function handedOff(more: ConstructorParameters<typeof CareHost>[0], answers: readonly ('no' | 'yes')[] = ['yes']): Promise<{ readonly host: CareHost; readonly requests: readonly HandoffRequest[] }> {
    const requests: HandoffRequest[] = [];
    const left = [...answers];
    const host = new CareHost({ ...more, handoff: (request) => { requests.push(request); if (left.shift() === 'no') throw new Error('nobody there'); } });
    host.listen('handoff.briefed');
    await told(host);
    await host.system('person.wanted');
    await host.clock.advance(5_000);
    return { host, requests };
  }

  test('brings the briefing as its role may see it, and tells it once to whoever shows it', async () => {
    const { host, requests } = await handedOff({ roles, handoffRole: 'agent' }, ['no', 'yes']);
    expect(requests).toHaveLength(2);
    const shown: Briefing | undefined = requests[1]?.briefing;
    expect(shown?.journeys[0]?.facts.map((fact) => [fact.name, fact.value])).toEqual([['topic', 'router'], ['name', 'Ann'], ['order', 'A-1'], ['allergy', undefined], ['note', 'since Monday']]);
    expect(host.told.map(({ what }) => what)).toEqual([{ tenant: 'default', customer: shown?.customer, at: shown?.at, key: requests[1]?.key, instance: requests[1]?.instance, queue: 'care', briefing: shown }]);
    await host.orchestrator.close();
  });

  test('shows all where the host names no role', async () => {
    const { host, requests } = await handedOff({});
    expect(requests[0]?.briefing).toMatchObject({ who: { identities: everybody.map((identity) => ({ value: identity.slice(identity.indexOf(':') + 1) })) } });
    expect(JSON.stringify(requests[0]?.briefing)).not.toContain('withheld');
    await host.orchestrator.close();
  });
});
