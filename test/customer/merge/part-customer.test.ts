import { expect, test } from 'vitest';
import type { Consent } from '../../../src/model/consent.js';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import { partCustomer } from '../../../src/customer/merge/part-customer.js';
import type { UndoRecord } from '../../../src/customer/merge/undo-record.js';
import { ann, ben, cem, dot, endedRun, eve, mergedOne, now, plainFact, plainRun, plainThread, plainTurn } from '../plain-turn.js';

const nothingUndone: UndoRecord = { losers: [], consents: { stays: [], joined: [] } };
const said = (state: Consent['state'], at: number, more: Partial<Consent> = {}): Consent => ({ channel: 'sms', purpose: 'service', state, at, source: 'shop', ...more });

/** Undoes the merge of Ben into Ann. */
function part(state: Partial<CustomerState>, { undo = nothingUndone, record = mergedOne(ben), parked = [] }: Partial<Parameters<typeof partCustomer>[1]> = {}) {
  const turn = plainTurn({ merged: [record], ...state });
  const moved = partCustomer(turn, { record, because: 'two people', undo, parked });
  const { outgoing: _outgoing, acts: _acts, ...stays } = turn.state;
  return { turn, moved, stays };
}

test('undoing a merge sends the other one on their way with what says so, and tells the host', () => {
  const parked = [{ id: 'c-ben/p1', journey: 'purchase', at: 1, cause: 'UnknownEvent', body: '{}' }];
  const { turn, moved } = part({}, { record: mergedOne(ben, { stays: [dot] }), parked });
  expect(moved).toEqual({
    id: 'default/c-ben/0/0', kind: 'return', from: ann, to: ben, at: now, because: 'two people', stays: [dot], linked: false, unnoted: false, parked,
    part: {
      identities: [], known: {}, createdAt: 100, profile: {}, claims: [], begun: {}, instances: [], ended: [], conversations: {}, starting: [], facts: {}, consents: [], promises: [], attempts: [], merged: [],
    },
  });
  expect(turn.state).toEqual({
    format: 1, identities: [], known: {}, createdAt: 5, profile: {}, claims: [], begun: {}, parkings: 0, instances: [], ended: [], conversations: {}, starting: [], facts: {}, consents: [], promises: [], attempts: [],
    acts: 1, merged: [mergedOne(ben, { stays: [dot], undoneAt: now })], outgoing: [moved],
  });
  expect(turn.effects).toEqual([{ key: 'default/c-ann/0/0', queue: 'merge', due: now + 30, attempt: 1, body: JSON.stringify({ kind: 'customer.move', move: 'default/c-ben/0/0 return', from: ann, to: ben }) }]);
  expect(turn.notices).toEqual([{ type: 'customer.parted', notice: { tenant: 'default', customer: ann, at: now, merge: 'default/c-ben/0/0', merged: ben } }]);
  expect([...turn.rows]).toEqual([['merge/default/c-ben/0/0', undefined]]);
  expect(turn.unparked).toEqual(['c-ben/p1']);
});

test('everybody leaves with what is theirs: facts, conversations, promises, attempts, counts of runs and runs that ended', () => {
  const [mine, theirs] = [plainRun(ann, 'order'), plainRun(ben, 'order')];
  const [promise, attempt] = [{ name: 'call', words: 'We call', at: 1 }, { words: 'Restarted', at: 2 }];
  const { moved, stays } = part({
    facts: { size: plainFact('M'), shoe: plainFact(42, ben), hat: plainFact(7, dot) },
    conversations: { chat: { at: 1 }, sms: { at: 2, origin: ben }, mail: { at: 3, origin: dot } },
    promises: [{ ...promise, instance: mine.id }, { ...promise, instance: theirs.id }], attempts: [{ ...attempt, instance: mine.id }, { ...attempt, instance: theirs.id }],
    begun: { order: 3, 'c-ben/order': 2, 'c-dot/order': 1 },
    ended: [endedRun(mine), endedRun(theirs)],
  });
  expect(moved.part).toMatchObject({ facts: { shoe: plainFact(42, ben) }, conversations: { sms: { at: 2, origin: ben } }, promises: [{ ...promise, instance: theirs.id }], attempts: [{ ...attempt, instance: theirs.id }], ended: [endedRun(theirs)] });
  expect(Object.keys(moved.part.facts ?? {})).toEqual(['shoe']);
  expect(Object.keys(moved.part.conversations)).toEqual(['sms']);
  expect(moved.part.begun).toEqual({ order: 2 });
  expect(stays).toMatchObject({ promises: [{ ...promise, instance: mine.id }], attempts: [{ ...attempt, instance: mine.id }], ended: [endedRun(mine)] });
  expect(stays.facts).toEqual({ size: plainFact('M'), hat: plainFact(7, dot) });
  expect(stays.conversations).toEqual({ chat: { at: 1 }, mail: { at: 3, origin: dot } });
  expect(stays.begun).toEqual({ order: 3, 'c-dot/order': 1 });
});

test('the profile is parted by whose word each part is', () => {
  const { moved, stays } = part({ profile: { locale: 'de', name: 'Ben', timeZone: 'UTC' } }, { record: mergedOne(ben, { profile: ['name'] }) });
  expect(moved.part.profile).toEqual({ name: 'Ben' });
  expect(stays.profile).toEqual({ locale: 'de', timeZone: 'UTC' });
});

test('a running journey goes back with its timers, and a journey that was to begin later begins there', () => {
  const [mine, theirs] = [plainRun(ann, 'order', { timers: [{ id: 'order/1#ttl', due: 9 }] }), plainRun(ben, 'order', { moved: true, timers: [{ id: 'c-ben/order/1#ttl', due: 9 }] })];
  const starting = [ann, ben].map((one) => ({ timer: `#start:default/${one}/order/1/0/0`, due: 7, journey: 'survey', data: {} }));
  const { turn, moved, stays } = part({ instances: [mine, theirs], starting });
  expect(moved.part.instances).toEqual([theirs]);
  expect(moved.part.starting).toEqual([starting[1]]);
  expect(stays.instances).toEqual([mine]);
  expect(stays.starting).toEqual([starting[0]]);
  expect([...turn.instances]).toEqual([[theirs.id, 'dropped']]);
  expect([...turn.timersCancelled]).toEqual(['c-ben/order/1#ttl', '#start:default/c-ben/order/1/0/0']);
});

test('an address that came by the other one’s contact is let go and goes back as something only said', () => {
  const known = { 'phone:1': { how: 'vouched', at: 1, source: 'shop' }, 'phone:2': { how: 'verified', at: 2, source: 'chat' }, 'mail:2': { how: 'verified', at: 300, source: 'mail', origin: ben }, 'mail:4': { how: 'vouched', at: 300, source: 'mail', origin: dot } } as const;
  const claims = [{ identity: 'mail:7', at: 1, source: 'chat' }, { identity: 'mail:8', at: 2, source: 'chat', origin: ben }, { identity: 'mail:9', at: 3, source: 'chat', origin: dot }];
  const { turn, moved, stays } = part({ identities: ['phone:0', 'phone:1', 'phone:2', 'mail:2', 'mail:4'], known, claims }, { record: mergedOne(ben, { identities: ['phone:2'] }) });
  expect(moved.part).toMatchObject({ identities: ['phone:2'], known: { 'phone:2': known['phone:2'] } });
  expect(Object.keys(moved.part.known ?? {})).toEqual(['phone:2']);
  expect(moved.part.claims).toEqual([claims[1], { identity: 'mail:2', at: 300, source: 'mail' }]);
  expect(turn.released).toEqual(['mail:2']);
  expect(stays.identities).toEqual(['phone:0', 'phone:1', 'mail:4']);
  expect(stays.known).toEqual({ 'phone:1': known['phone:1'], 'mail:4': known['mail:4'] });
  expect(stays.claims).toEqual([claims[0], claims[2]]);
});

test('an address that a third customer brought stays with whoever holds it, until that one has gone', () => {
  const known = { 'mail:4': { how: 'vouched', at: 300, source: 'mail', origin: ben } } as const;
  const dots = mergedOne(dot, { identities: ['mail:4'] });
  const others = mergedOne(dot, { id: 'default/c-dot/1/0', identities: ['mail:5'] });
  expect(part({ identities: ['mail:4'], known, merged: [mergedOne(ben), dots, others] }).turn.released).toEqual([]);
  expect(part({ identities: ['mail:4'], known, merged: [mergedOne(ben), { ...dots, undoneAt: 200 }, others] }).turn.released).toEqual(['mail:4']);
});

test('what only the link said of an identity is not known any more, and one that nobody vouched for in words goes back as it came', () => {
  const { moved } = part({ identities: ['phone:1', 'phone:2'], known: { 'phone:1': { how: 'linked', at: 1, source: 'link' } } }, { record: mergedOne(ben, { identities: ['phone:1', 'phone:2'] }) });
  expect(moved.part).toMatchObject({ identities: ['phone:1', 'phone:2'], claims: [] });
  expect(moved.part.known).toEqual({});
});

test('those who came with the other one go with them, those who have left already do not', () => {
  const record = mergedOne(ben, { with: [cem, eve] });
  const [cems, eves, dots] = [mergedOne(cem, { identities: ['phone:3'], stays: [dot] }), mergedOne(eve, { undoneAt: 90 }), mergedOne(dot, { identities: ['phone:3', 'phone:4'], with: [cem, eve] })];
  const gone = mergedOne(dot, { id: 'default/c-dot/1/0', identities: ['phone:3'], with: [cem], undoneAt: 80 });
  const { moved, stays } = part({ identities: ['phone:3', 'phone:4'], merged: [cems, eves, dots, gone, record], facts: { a: plainFact(1, cem), b: plainFact(2, eve) }, begun: { 'c-cem/order': 1, 'c-eve/order': 1 } }, { record });
  expect(moved.part.merged).toEqual([{ ...cems, stays: [dot, ann] }]);
  expect(moved.part.identities).toEqual(['phone:3']);
  expect(moved.part.facts).toEqual({ a: plainFact(1, cem) });
  expect(moved.part.begun).toEqual({ 'c-cem/order': 1 });
  expect(stays.merged).toEqual([eves, { ...dots, identities: ['phone:4'], with: [eve] }, gone, { ...record, undoneAt: now }]);
  expect(stays.begun).toEqual({ 'c-eve/order': 1 });
});

test('the open conversation stays with who began it, without what the other one said in it', () => {
  const thread = plainThread(ann, { facts: { size: plainFact('M'), shoe: plainFact(42, ben) } });
  const { moved, stays } = part({ thread });
  expect(stays.thread).toEqual({ ...thread, facts: { size: plainFact('M') } });
  expect('thread' in moved.part).toBe(false);
});

test('a conversation of the other one goes, and the one that they were in at the merge is theirs again', () => {
  const { moved, stays } = part({ thread: plainThread(ben, { id: 'c-ben/t2' }) }, { undo: { ...nothingUndone, thread: plainThread(ben) } });
  expect('thread' in stays).toBe(false);
  expect(moved.part.thread).toEqual(plainThread(ben));
});

test('both have the consent they had before, and a withdrawal made while they were one holds for both', () => {
  const before = { stays: [said('given', 50)], joined: [said('given', 60, { channel: 'chat' })] };
  const since = [said('withdrawn', 100), said('given', 200, { channel: 'chat' }), said('withdrawn', 99, { channel: 'mail' })];
  const { moved, stays } = part({ consents: since }, { undo: { losers: [], consents: before } });
  expect(stays.consents).toEqual([said('withdrawn', 100), said('withdrawn', 99, { channel: 'mail' })]);
  expect(moved.part.consents).toEqual([said('given', 60, { channel: 'chat' }), said('withdrawn', 100), said('withdrawn', 99, { channel: 'mail' })]);
});

test('a stop is left to one of them alone only where they alone had said it before', () => {
  const [mine, theirs, both, unknown] = [said('withdrawn', 50), said('withdrawn', 51, { channel: 'chat' }), said('withdrawn', 52, { channel: 'mail' }), said('withdrawn', 53, { channel: 'voice' })];
  const suppressed = (reason: string) => ({ channel: '*', reason, at: 54, source: 'shop' });
  const [held, bounced, dead, since] = [suppressed('held'), suppressed('bounced'), suppressed('dead'), suppressed('since')];
  const undo = { losers: [], consents: { stays: [mine, both], joined: [theirs, both] }, suppressions: { stays: [held, dead], joined: [bounced, dead] } };
  const { moved, stays } = part({ consents: [mine, theirs, both, unknown], suppressions: [held, bounced, dead, since] }, { undo });
  expect([stays.consents, moved.part.consents]).toEqual([[mine, both, unknown], [theirs, both, unknown]]);
  expect([stays.suppressions, moved.part.suppressions]).toEqual([[held, dead, since], [bounced, dead, since]]);
});

test('a consent that went with another merge that was undone does not come back over a stop', () => {
  const { moved, stays } = part({ consents: [said('withdrawn', 10)] }, { undo: { losers: [], consents: { stays: [said('given', 20)], joined: [] } } });
  expect([stays.consents, moved.part.consents]).toEqual([[said('withdrawn', 10)], [said('withdrawn', 10)]]);
});

test('a run that had to leave at the merge goes on where it was, and has not ended any more', () => {
  const [mine, theirs] = [plainRun(ann, 'order', { key: '1' }), plainRun(ben, 'order', { key: '2' })];
  const [another, after] = [plainRun(ann, 'order', { key: '2', run: 2 }), plainRun(ben, 'survey')];
  const survey = plainRun(ann, 'survey', { key: '1', run: 2 });
  const { turn, moved, stays } = part({ instances: [another, survey], ended: [endedRun(mine, 'merged'), endedRun(theirs, 'merged'), endedRun(after), endedRun(plainRun(ann, 'survey'))] }, { undo: { ...nothingUndone, losers: [mine, theirs] } });
  expect(stays.instances).toEqual([another, survey, mine]);
  expect(stays.ended).toEqual([endedRun(plainRun(ann, 'survey'))]);
  expect(moved.part.instances).toEqual([theirs]);
  expect(moved.part.ended).toEqual([endedRun(after)]);
  expect([...turn.instances]).toEqual([[mine.id, { journey: 'order', status: 'running' }]]);
});

test('a run that had to leave stays ended for a customer who has begun the same journey anew since', () => {
  const [mine, theirs] = [plainRun(ann, 'order'), plainRun(ben, 'order')];
  const [mineNow, theirsNow] = [plainRun(ann, 'order', { run: 2 }), plainRun(ben, 'order', { run: 2 })];
  const { moved, stays } = part({ instances: [mineNow, theirsNow, plainRun(ann, 'survey'), plainRun(ben, 'survey')], ended: [endedRun(theirs, 'merged')] }, { undo: { ...nothingUndone, losers: [mine, theirs] } });
  expect(stays.instances).toEqual([mineNow, plainRun(ann, 'survey')]);
  expect(moved.part.instances).toEqual([theirsNow, plainRun(ben, 'survey')]);
  expect(moved.part.ended).toEqual([endedRun(theirs, 'merged')]);
});
