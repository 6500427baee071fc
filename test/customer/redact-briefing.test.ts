import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BriefedCrm, Briefing } from '../../src/customer/briefing/briefing.js';
import { crmInBriefing } from '../../src/customer/briefing/crm-in-briefing.js';
import { redactBriefing } from '../../src/customer/briefing/redact-briefing.js';
import { dataClassSchema, type DataClass } from '../../src/model/data-class.js';

const record = { id: 'crm-7', name: 'SECRET personal', segments: ['SECRET internal'], fields: { tier: 'SECRET personal' }, orders: [{ id: 'o1', status: 'SECRET personal', placedAt: 1 }], cases: [{ id: 'k1', subject: 'SECRET personal', status: 'open', openedAt: 1 }] } as const;
/** as a journey declares them that hands them to the CRM */
const classOf = (field: string): DataClass => (field === 'illness' ? 'sensitive' : 'personal');

describe('what the CRM said, in a briefing', () => {
  const now = 10_000;
  test.each<readonly [string, Parameters<typeof crmInBriefing>[0]['crm'], BriefedCrm]>([
    ['there is none', undefined, { status: 'none configured' }],
    ['nobody asked yet', { status: 'not asked' }, { status: 'not asked' }],
    ['it knows the customer', { status: 'known', at: 4_000, record }, { status: 'known', askedAt: 4_000, ageMs: 6_000, record }],
    ['it does not', { status: 'unknown there', at: 9_000 }, { status: 'unknown there', askedAt: 9_000, ageMs: 1_000 }],
    ['it knows several', { status: 'ambiguous', at: 9_000, ids: ['a', 'b'] }, { status: 'ambiguous', askedAt: 9_000, ageMs: 1_000, ids: ['a', 'b'] }],
    ['it is down and said nothing before', { status: 'unavailable', at: 9_000 }, { status: 'unavailable', askedAt: 9_000, ageMs: 1_000 }],
    ['it is down and was not before', { status: 'unavailable', at: 9_000, last: { status: 'known', at: 2_000, record } }, { status: 'unavailable', askedAt: 9_000, ageMs: 1_000, record, recordAgeMs: 8_000 }],
  ])('%s', (_name, crm, briefed) => {
    expect(crmInBriefing({ now, ...(crm !== undefined && { crm }) })).toEqual(briefed);
  });

  test('a role that sees no person sees that there are a name, fields, orders and cases', () => {
    const crm = crmInBriefing({ now, crm: { status: 'known', at: 4_000, record } });
    expect(redactBriefing({ ...whole, crm }, { sees: ['public', 'internal'], classOf }).crm).toEqual({
      status: 'known', askedAt: 4_000, ageMs: 6_000, record: { id: 'crm-7', segments: ['SECRET internal'] },
      withheld: ['name', 'fields', 'orders', 'cases'].map((name) => ({ name, dataClass: 'personal' })),
    });
  });

  test('a role that sees persons and not their illness does not learn of it by what a journey handed to the CRM', () => {
    const fields = { tier: 'gold', illness: 'SECRET sensitive' };
    const crm = crmInBriefing({ now, crm: { status: 'known', at: 4_000, record: { ...record, fields, cases: [{ ...record.cases[0], fields }] } } });
    expect(redactBriefing({ ...whole, crm }, { sees: ['public', 'internal', 'personal'], classOf }).crm).toEqual({
      status: 'known', askedAt: 4_000, ageMs: 6_000, record: { ...record, fields: { tier: 'gold' }, cases: [{ ...record.cases[0], fields: { tier: 'gold' } }] },
      withheld: [{ name: 'fields.illness', dataClass: 'sensitive' }, { name: 'cases.fields.illness', dataClass: 'sensitive' }],
    });
  });
});

const origin = { at: 1, event: 'fact.given', channel: 'chat' };
const fact = (dataClass: DataClass) => ({ name: `of ${dataClass}`, value: { deep: [`SECRET ${dataClass}`] }, dataClass, origin, verified: false });
const facts = dataClassSchema.options.map(fact);

/** holds a secret of its class wherever one can be */
const whole: Briefing = {
  at: 1, customer: 'c1', identities: ['user:SECRET personal'], profile: { name: 'SECRET personal', locale: 'de' },
  who: { kind: 'identified', confidence: 'vouched', because: 'user: the host vouches for it', merged: [{ customer: 'c2', at: 1, because: 'SECRET personal' }], identities: [{ namespace: 'user', value: 'SECRET personal', how: 'vouched', since: 1 }], claims: [{ namespace: 'phone', value: 'SECRET personal', how: 'claimed', since: 1 }] },
  journeys: [{ instance: 'c1/help/1', journey: 'help', inWords: 'We help', waitsFor: [], since: 1, facts }], facts: facts.map((one) => ({ ...one, scope: 'customer', journey: 'help' })),
  promises: [{ name: 'call', words: 'SECRET personal', at: 1, overdue: false, instance: 'c1/help/1' }], attempts: [{ words: 'SECRET personal', at: 1, instance: 'c1/help/1' }], ended: [],
  interactions: [{ at: 1, direction: 'in', channel: 'chat', text: 'SECRET personal', buttons: ['SECRET personal'] }], web: [{ at: 1, direction: 'in', channel: 'web', page: 'SECRET internal', title: 'SECRET internal' }],
  consents: [{ channel: '*', purpose: '*', state: 'given', at: 1, source: 'shop', evidence: 'SECRET personal' }], crm: { status: 'known', askedAt: 1, ageMs: 0, record },
};

test('a role never sees what is above it, always sees the rest, and is told of everything that it does not see', () => {
  fc.assert(fc.property(fc.subarray([...dataClassSchema.options]), (sees) => {
    const shown = redactBriefing(whole, { sees, classOf });
    const text = JSON.stringify(shown);
    const secrets = (of: string, dataClass: DataClass): number => of.split(`SECRET ${dataClass}`).length - 1;
    for (const dataClass of dataClassSchema.options) expect(secrets(text, dataClass)).toBe(sees.includes(dataClass) ? secrets(JSON.stringify(whole), dataClass) : 0);
    expect(Object.keys(shown)).toEqual(Object.keys(whole));
    expect(shown.journeys[0]?.facts.map((one) => [one.name, one.dataClass, one.withheld === true])).toEqual(facts.map((one) => [one.name, one.dataClass, !sees.includes(one.dataClass)]));
    expect(shown.interactions).toHaveLength(1);
  }));
});

test('a role that sees no person sees that somebody wrote, promised and tried, and by name what it does not see', () => {
  const shown = redactBriefing(whole, { sees: ['public'], classOf });
  const hidden = (dataClass: DataClass, ...names: readonly string[]) => names.map((name) => ({ name, dataClass }));
  expect(shown.identities).toEqual([]);
  expect(shown.who).toEqual({
    kind: 'identified', confidence: 'vouched', because: 'user: the host vouches for it', merged: [{ customer: 'c2', at: 1, withheld: hidden('personal', 'because') }],
    identities: [{ namespace: 'user', how: 'vouched', since: 1, withheld: hidden('personal', 'value') }], claims: [{ namespace: 'phone', how: 'claimed', since: 1, withheld: hidden('personal', 'value') }],
  });
  expect(shown.profile).toEqual({ locale: 'de', withheld: hidden('personal', 'name') });
  expect(shown.promises).toEqual([{ name: 'call', at: 1, overdue: false, instance: 'c1/help/1', withheld: hidden('personal', 'words') }]);
  expect(shown.attempts).toEqual([{ at: 1, instance: 'c1/help/1', withheld: hidden('personal', 'words') }]);
  expect(shown.consents).toEqual([{ channel: '*', purpose: '*', state: 'given', at: 1, source: 'shop', withheld: hidden('personal', 'evidence') }]);
  expect(shown.interactions).toEqual([{ at: 1, direction: 'in', channel: 'chat', withheld: hidden('personal', 'text', 'buttons') }]);
  expect(shown.web).toEqual([{ at: 1, direction: 'in', channel: 'web', withheld: hidden('internal', 'page', 'title') }]);
});

test('what holds nothing that a role may not see is shown as it is', () => {
  const plain: Briefing = { ...whole, profile: { locale: 'de' }, interactions: [{ at: 1, direction: 'in', channel: 'voice' }], web: [], consents: [{ channel: '*', purpose: '*', state: 'given', at: 1, source: 'shop' }] };
  const shown = redactBriefing(plain, { sees: [], classOf });
  expect([shown.profile, shown.interactions, shown.consents]).toStrictEqual([plain.profile, plain.interactions, plain.consents]);
  for (const [field, text] of [['text', 'Hi'], ['buttons', ['Yes']]] as const) {
    const [one] = redactBriefing({ ...plain, interactions: [{ at: 1, direction: 'in', channel: 'chat', page: '/shop', [field]: text }] }, { sees: ['public', 'internal'], classOf }).interactions;
    expect(one).toStrictEqual({ at: 1, direction: 'in', channel: 'chat', page: '/shop', withheld: [{ name: field, dataClass: 'personal' }] });
  }
});
