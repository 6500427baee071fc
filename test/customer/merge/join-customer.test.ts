import { expect, test } from 'vitest';
import type { Consent } from '../../../src/model/consent.js';
import { newCustomer, type CustomerState } from '../../../src/customer/customer-state.js';
import { joinCustomer } from '../../../src/customer/merge/join-customer.js';
import type { CustomerPart, MovedCustomer } from '../../../src/customer/merge/moved-customer.js';
import { ann, ben, cem, dot, endedRun, eve, mergedOne, now, plainFact, plainRun, plainThread, plainTurn } from '../plain-turn.js';

const said = (state: Consent['state'], at: number): Consent => ({ channel: 'sms', purpose: 'service', state, at, source: 'shop' });

function partWith(part: Partial<CustomerPart>): CustomerPart {
  const { format: _format, parkings: _parkings, ...plain } = newCustomer(7);
  return { ...plain, ...part };
}

/** Ben on his way to Ann. */
const moving = (part: Partial<CustomerPart>, more: Partial<MovedCustomer> = {}): MovedCustomer =>
  ({ id: 'default/c-ben/0/0', kind: 'join', from: ben, to: ann, at: 900, because: 'same phone', linked: false, stays: [], parked: [], unnoted: false, part: partWith(part), ...more });

/** Ann, after Ben has joined her. */
function join(before: Partial<CustomerState>, part: Partial<CustomerPart>, more: Partial<MovedCustomer> = {}) {
  const turn = plainTurn(before);
  expect(joinCustomer(turn, moving(part, more))).toBe(true);
  const undo = turn.rows.get('merge/default/c-ben/0/0');
  return { turn, state: turn.state, undo: undo === undefined ? undefined : JSON.parse(undo) as unknown };
}

test('a customer of whom little is known joins one of whom little is known', () => {
  const { turn, state, undo } = join({}, {}, { stays: [dot] });
  expect(state).toEqual({
    ...newCustomer(5), known: {}, claims: [], facts: {}, consents: [], promises: [], attempts: [], taken: ['default/c-ben/0/0 join'],
    merged: [{ id: 'default/c-ben/0/0', customer: ben, at: 900, because: 'same phone', identities: [], profile: [], stays: [dot], with: [] }],
  });
  expect(undo).toEqual({ losers: [], consents: { stays: [], joined: [] } });
  expect(turn.notices).toEqual([{ type: 'customer.merged', notice: { tenant: 'default', customer: ann, at: now, merge: 'default/c-ben/0/0', merged: ben } }]);
  expect([...turn.counters]).toEqual([['customers.merged', 1]]);
});

test('a customer who comes a second time by the same merge changes nothing', () => {
  const turn = plainTurn({ taken: ['default/c-ben/0/0 join'] });
  const before = turn.state;
  expect(joinCustomer(turn, moving({ facts: { shoe: plainFact(42) } }))).toBe(false);
  expect(turn.state).toBe(before);
  expect(turn.notices).toEqual([]);
});

test('of the merges it has taken a lane remembers the last two hundred', () => {
  const taken = Array.from({ length: 200 }, (_, n) => `m${n} join`);
  expect(join({ taken }, {}).state.taken).toEqual([...taken.slice(1), 'default/c-ben/0/0 join']);
});

test('what both know of the profile stays as it was, and what came with the other one is noted as theirs', () => {
  const { state } = join({ profile: { name: 'Ann', locale: 'de' } }, { profile: { name: 'Ben', timeZone: 'UTC' } });
  expect(state.profile).toEqual({ name: 'Ann', locale: 'de', timeZone: 'UTC' });
  expect(state.merged?.map((one) => one.profile)).toEqual([['timeZone']]);
});

test('identities stand in the order in which they became known, and the customer is as old as the older one', () => {
  const known = (at: number) => ({ how: 'vouched', at, source: 'shop' } as const);
  const { state } = join({ identities: ['a:1', 'a:3', 'a:0'], known: { 'a:1': known(10), 'a:3': known(30) } }, { createdAt: 2, identities: ['b:2', 'a:3', 'b:0'], known: { 'b:2': known(20), 'a:3': known(1) } });
  expect(state.identities).toEqual(['a:0', 'b:0', 'a:1', 'b:2', 'a:3']);
  expect(state.createdAt).toBe(2);
});

test('an identity that both have is as sure as the surer one knows it', () => {
  const how = (as: 'vouched' | 'verified' | 'linked', source: string) => ({ how: as, at: 1, source });
  const { state } = join(
    { identities: ['a:1', 'a:2', 'a:3'], known: { 'a:1': how('vouched', 'ann'), 'a:2': how('verified', 'ann'), 'a:3': how('linked', 'ann') } },
    { identities: ['a:1', 'a:2', 'a:3', 'a:4'], known: { 'a:1': how('verified', 'ben'), 'a:2': how('verified', 'ben'), 'a:3': how('vouched', 'ben'), 'a:4': how('vouched', 'ben') } },
  );
  expect(state.known).toEqual({ 'a:1': how('verified', 'ben'), 'a:2': how('verified', 'ann'), 'a:3': how('linked', 'ann'), 'a:4': how('vouched', 'ben') });
});

test('who was linked by a person is known by that link, with what was known before', () => {
  const { state } = join({}, { identities: ['a:1', 'a:2'], known: { 'a:1': { how: 'verified', at: 3, source: 'chat' } } }, { linked: true });
  expect(state.known).toEqual({ 'a:1': { how: 'linked', at: 3, source: 'chat' }, 'a:2': { how: 'linked', at: 900, source: 'link' } });
});

test('what was only said of an identity is kept once, and not at all where the identity is known now', () => {
  const claim = (identity: string, source: string) => ({ identity, at: 1, source });
  const { state } = join({ identities: ['a:1'], claims: [claim('a:2', 'ann'), claim('b:1', 'ann')] }, { identities: ['b:1'], claims: [claim('a:2', 'ben'), claim('a:1', 'ben'), claim('c:1', 'ben')] });
  expect(state.claims).toEqual([claim('a:2', 'ann'), claim('c:1', 'ben')]);
});

test('of each fact the one that was learnt last counts, and it is noted who told it', () => {
  const { state } = join({ facts: { size: plainFact('M', undefined, 10), hat: plainFact(7, undefined, 10) } }, { facts: { size: plainFact('L', undefined, 10), hat: plainFact(8, undefined, 11), shoe: plainFact(42, cem, 0) } });
  expect(state.facts).toEqual({ size: plainFact('M', undefined, 10), hat: plainFact(8, ben, 11), shoe: plainFact(42, cem, 0) });
  expect(join({}, { facts: { shoe: plainFact(42) } }).state.facts).toEqual({ shoe: plainFact(42, ben) });
});

test('on each channel the customer is in the conversation that went on last', () => {
  const { state } = join({ conversations: { chat: { at: 10 }, sms: { at: 10 }, mail: { at: 10 } } }, { conversations: { chat: { at: 9 }, sms: { at: 10, lastSend: 'k' }, mail: { at: 11, origin: cem }, phone: { at: 1 } } });
  expect(state.conversations).toEqual({ chat: { at: 10 }, sms: { at: 10, lastSend: 'k', origin: ben }, mail: { at: 11, origin: cem }, phone: { at: 1, origin: ben } });
});

test('promises and attempts of both stand in the order in which they were made', () => {
  const promise = (name: string, at: number) => ({ name, words: name, at, instance: `c-ann/order/${at}` });
  const attempt = (words: string, at: number) => ({ words, at, instance: `c-ann/order/${at}` });
  const { state } = join({ promises: [promise('a', 1), promise('c', 3)], attempts: [attempt('a', 1), attempt('c', 3)] }, { promises: [promise('b', 2)], attempts: [attempt('b', 2)] });
  expect(state.promises?.map((one) => one.name)).toEqual(['a', 'b', 'c']);
  expect(state.attempts?.map((one) => one.words)).toEqual(['a', 'b', 'c']);
});

test('what either said last about consent holds for both, and what each had said is kept for an undoing', () => {
  const { state, undo } = join({ consents: [said('given', 1)] }, { consents: [said('withdrawn', 2)] });
  expect(state.consents).toEqual([said('withdrawn', 2)]);
  expect(undo).toEqual({ losers: [], consents: { stays: [said('given', 1)], joined: [said('withdrawn', 2)] } });
});

test('running journeys come along with their timers, and journeys that begin later and dead letters too', () => {
  const [mine, theirs] = [plainRun(ann, 'order'), plainRun(ben, 'order', { timers: [{ id: 'order/1#ttl', due: 9 }] })];
  const later = (timer: string) => ({ timer, due: 77, journey: 'survey', data: {} });
  const parked = [{ id: 'c-ben/p1', journey: 'order', at: 1, cause: 'UnknownEvent', body: '{}' }];
  const other = plainRun(ann, 'survey');
  const { turn, state } = join(
    { instances: [other], begun: { survey: 1, 'c-dot/order': 4 }, ended: [endedRun(mine)], starting: [later('#start:a')] },
    { instances: [theirs], begun: { order: 3, 'c-cem/order': 2 }, ended: [endedRun(plainRun(ben, 'survey'))], starting: [later('#start:b')] }, { parked },
  );
  expect(state.instances).toEqual([other, { ...theirs, moved: true, timers: [{ id: 'c-ben/order/1#ttl', due: 9 }] }]);
  expect(state.begun).toEqual({ survey: 1, 'c-dot/order': 4, 'c-ben/order': 3, 'c-cem/order': 2 });
  expect(state.ended).toEqual([endedRun(mine), endedRun(plainRun(ben, 'survey'))]);
  expect(state.starting).toEqual([later('#start:a'), later('#start:b')]);
  expect([...turn.timersSet]).toEqual([['c-ben/order/1#ttl', 9], ['#start:b', 77]]);
  expect([...turn.instances]).toEqual([[theirs.id, { journey: 'order', status: 'running' }]]);
  expect(turn.parked).toEqual(parked);
});

test('those who had been merged into the other one come along, but for those who had left them again', () => {
  const [dots, cems, eves] = [mergedOne(dot), mergedOne(cem, { stays: [dot] }), mergedOne(eve, { undoneAt: 200 })];
  const { state } = join({ merged: [dots] }, { merged: [cems, eves] });
  expect(state.merged?.slice(0, 3)).toEqual([dots, { ...cems, stays: [dot, ben] }, { ...eves, stays: [ben] }]);
  expect(state.merged?.[3]?.with).toEqual([cem]);
});

test('the customer is in the conversation that went on last, and the other one’s is kept for an undoing', () => {
  const theirs = plainThread(ben, { at: 30, facts: { shoe: plainFact(42) } });
  const newer = join({ thread: plainThread(ann) }, { thread: theirs });
  expect(newer.state.thread).toEqual({ ...theirs, facts: { shoe: plainFact(42, ben) } });
  expect(newer.undo).toEqual({ losers: [], consents: { stays: [], joined: [] }, thread: theirs });
  expect(join({ thread: plainThread(ann, { at: 30 }) }, { thread: theirs }).state.thread).toEqual(plainThread(ann, { at: 30 }));
  expect(join({}, { thread: theirs }).state.thread?.id).toBe('c-ben/t1');
  expect(join({ thread: plainThread(ann) }, {}).state.thread).toEqual(plainThread(ann));
});

test('the CRM hears of the other one’s conversation from the lane where the customer is now', () => {
  const turn = plainTurn({}, { crm: { capabilities: { activities: true }, idleMs: 10 } });
  joinCustomer(turn, moving({ thread: plainThread(ben) }, { unnoted: true }));
  expect(turn.state.crmNote).toEqual({ thread: 'c-ben/t1', due: now });
});
