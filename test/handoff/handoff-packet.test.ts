import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packetOf, readHandoffPacket, redactPacket, type HandoffAsked, type HandoffPacket } from 'throughline/handoff';
import type { Briefing, KnownFact } from '../../src/customer/briefing/briefing.js';
import type { Interaction } from '../../src/customer/briefing/interaction.js';
import { dataClassSchema, type DataClass } from '../../src/model/data-class.js';
import { runsOf } from '../full-size.js';
import { refusalOf } from '../model/refusal-of.js';

const classes = dataClassSchema.options;
const secret = (dataClass: DataClass): string => `SECRET ${dataClass}`;
const someFact = fc.record({ name: fc.constantFrom('bill', 'name', 'illness', 'plan'), dataClass: fc.constantFrom(...classes), verified: fc.boolean(), hidden: fc.boolean() })
  .map(({ name, dataClass, verified, hidden }): KnownFact => ({ name, dataClass, verified, value: hidden ? undefined : secret(dataClass), ...(hidden && { withheld: true }), origin: { at: 5, event: 'bill.disputed' } }));
const someInteraction: fc.Arbitrary<Interaction> = fc.record({ at: fc.nat(9), direction: fc.constantFrom('in', 'out'), channel: fc.constant('chat'), text: fc.constant(secret('personal')), buttons: fc.constant([secret('personal')]), suppressed: fc.constant('quiet-hours') }, { requiredKeys: ['at', 'direction', 'channel'] });
const facts = fc.array(someFact, { maxLength: 5 });
const someBriefing: fc.Arbitrary<Briefing> = fc.record({ inJourney: fc.array(facts, { maxLength: 2 }), beyond: facts, interactions: fc.array(someInteraction, { maxLength: 3 }), talks: fc.boolean(), how: fc.constantFrom('claimed' as const, 'vouched' as const, 'verified' as const, 'linked' as const), named: fc.boolean() })
  .map(({ inJourney, beyond, interactions, talks, how, named }) => ({
    at: 10, customer: 'c1', who: { kind: 'identified', confidence: how, because: [], identities: named ? [{ namespace: 'user', value: secret('personal'), how, since: 1 }] : [], claims: [], merged: [] } as unknown as Briefing['who'], identities: [], profile: {},
    ...(talks && { conversation: { id: 't1', open: true, startedAt: 1, lastAt: 9, channels: ['chat'], intent: { at: 9, verdict: 'sure', name: secret('internal'), likely: [{ name: secret('internal'), probability: 0.9, evidence: [] }], sentiment: -0.4 } } }),
    journeys: inJourney.map((known, index) => ({ instance: `i${index}`, journey: `j${index}`, inWords: '', waitsFor: [], since: 1, facts: known })), facts: beyond.map((fact) => ({ ...fact, scope: 'customer' as const, journey: 'j0' })),
    promises: [], attempts: [{ at: 4, instance: 'i0', words: secret('personal'), outcome: 'unresolved', article: 'a-1' }, { at: 5, instance: 'i0', article: 'a-1' }], ended: [], interactions, web: [], consents: [], crm: { status: 'none configured' },
  }));
const ask = (briefing: Briefing): HandoffAsked => ({ key: 'k1', customer: 'c1', instance: 'i0', queue: 'bills', reason: 'asked-for', skills: ['bills'], priority: 2, briefing });
const added = { because: ['asked-for', 'frustration'], summary: secret('personal'), expects: secret('personal') };

test('whatever was known goes along in a handoff, and what a role may not see it can still ask for by name (care-rules section 4, 15)', () => {
  const keeps = (make: typeof packetOf, redact: typeof redactPacket) => fc.property(someBriefing, fc.subarray([...classes]), (briefing, sees) => {
    const packet = make(ask(briefing), added);
    const known = [...briefing.journeys.flatMap((one) => one.facts), ...briefing.facts];
    expect(packet.facts.map(({ name, value, verified }) => [name, value, verified])).toEqual(known.map(({ name, value, verified }) => [name, value, verified]));
    expect(packet.transcript.map(({ at, text }) => [at, text])).toEqual(briefing.interactions.map(({ at, text }) => [at, text]));
    // it is of the shape that other routers are told, and survives the way to them
    expect(readHandoffPacket(JSON.parse(JSON.stringify(packet)))).toEqual(JSON.parse(JSON.stringify(packet)));
    const shown = redact(packet, sees);
    expect(() => readHandoffPacket(JSON.parse(JSON.stringify(shown)))).not.toThrow();
    for (const dataClass of classes) if (!sees.includes(dataClass)) expect(JSON.stringify(shown)).not.toContain(secret(dataClass));
    expect(shown.facts.map(({ name, dataClass }) => [name, dataClass])).toEqual(packet.facts.map(({ name, dataClass }) => [name, dataClass]));
    for (const [index, fact] of shown.facts.entries()) expect(fact.value).toEqual(sees.includes(fact.dataClass) ? packet.facts[index]?.value : undefined);
    expect(shown.transcript).toHaveLength(packet.transcript.length);
    const parts = (one: HandoffPacket): readonly string[] => ['summary', 'expects', 'intent', 'sentiment'].filter((part) => JSON.stringify(Reflect.get(one, part) ?? []) !== '[]');
    expect([...parts(shown), ...(shown.withheld ?? []).map(({ name }) => name)].toSorted()).toEqual([...parts(packet)].toSorted());
    // a role that sees less is shown no more by being shown twice
    expect(redact(shown, sees)).toEqual(shown);
  });
  fc.assert(keeps(packetOf, redactPacket), { numRuns: runsOf({ ci: 200, full: 100_000 }) });
  const planted: readonly (readonly [typeof packetOf, typeof redactPacket])[] = [
    [(asked, more) => { const packet = packetOf(asked, more); return { ...packet, facts: packet.facts.filter(({ scope }) => scope === 'journey') }; }, redactPacket],
    [packetOf, (packet, sees) => { const shown = redactPacket(packet, sees); return { ...shown, facts: shown.facts.filter(({ withheld }) => withheld === undefined) }; }],
    [packetOf, (packet, sees) => ({ ...redactPacket(packet, sees), transcript: packet.transcript })],
    [packetOf, (packet, sees) => ({ ...redactPacket(packet, sees), attempts: packet.attempts })],
  ];
  for (const [make, redact] of planted) expect(fc.check(keeps(make, redact), { numRuns: 5_000, endOnFailure: true }).failed).toBe(true);
});

test('a packet says why, for whom, how sure and what was tried', () => {
  const [briefing] = fc.sample(someBriefing.filter(({ conversation, who }) => conversation !== undefined && who.identities.some(({ how }) => how === 'verified')), { numRuns: 1, seed: 3 });
  if (briefing === undefined) throw new Error('there is a sample');
  expect(packetOf(ask(briefing), { ...added, skills: [{ skill: 'bills', min: 3 }] })).toMatchObject({
    contract: 1, reason: 'asked-for', because: ['asked-for', 'frustration'], queue: 'bills', priority: 2, skills: [{ skill: 'bills', min: 3 }], intent: { confidence: 0.9 }, articles: ['a-1'], sentiment: [{ at: 9, value: -0.4 }],
    authentication: 'verified', correlation: { customer: 'c1', instance: 'i0', conversation: 't1', handoff: 'k1' },
  });
});

test('a packet from outside that has not the shape is refused by the place at fault, and what it holds is not repeated', () => {
  const [briefing] = fc.sample(someBriefing, { numRuns: 1, seed: 3 });
  if (briefing === undefined) throw new Error('there is a sample');
  const refusal = refusalOf(() => readHandoffPacket({ ...packetOf(ask(briefing), added), priority: 99 }));
  expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', 'handoffPacket.priority']);
  expect(JSON.stringify([refusal.message, refusal.facts])).not.toContain('SECRET');
});

test('nothing of how a desk keeps the contact goes along, and a journey of the host that is called the same does', () => {
  const kept = (...names: readonly string[]): readonly KnownFact[] => names.map((name) => ({ name, value: 'kept', dataClass: 'internal', verified: true, origin: { at: 5, event: 'contact.asked' } }));
  const [briefing] = fc.sample(someBriefing, { numRuns: 1, seed: 1 });
  if (briefing === undefined) throw new Error('no briefing');
  const run = { instance: 'i9', journey: 'contact', inWords: '', waitsFor: [], since: 1 };
  const namesIn = (facts: readonly KnownFact[]) => packetOf(ask({ ...briefing, facts: [], journeys: [{ ...run, facts }] })).facts.map(({ name }) => name);
  expect(namesIn(kept('item', 'work', 'turn', 'told'))).toEqual([]);
  expect(namesIn(kept('work', 'phone'))).toEqual(['work', 'phone']);
});
