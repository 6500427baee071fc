import { expect, test } from 'vitest';
import { newCustomer } from '../../../src/customer/customer-state.js';
import { leaveCustomer } from '../../../src/customer/merge/leave-customer.js';
import type { MovedCustomer } from '../../../src/customer/merge/moved-customer.js';
import { returnCustomer } from '../../../src/customer/merge/return-customer.js';
import { ann, ben, cem, dot, endedRun, mergedOne, now, plainFact, plainRun, plainThread, plainTurn } from '../plain-turn.js';

const known = { 'phone:2': { how: 'vouched', at: 1, source: 'shop' } } as const;
const full = {
  identities: ['phone:2'], known, claims: [{ identity: 'mail:2', at: 1, source: 'chat' }], profile: { name: 'Ben' }, begun: { order: 1 },
  instances: [plainRun(ben, 'order', { timers: [{ id: 'order/1#ttl', due: 9 }] })], ended: [endedRun(plainRun(ben, 'survey'))], conversations: { chat: { at: 2 } },
  starting: [{ timer: '#start:b', due: 77, journey: 'survey', data: {} }], facts: { shoe: plainFact(42) }, consents: [{ channel: 'sms', purpose: 'service', state: 'given', at: 1, source: 'shop' }],
  promises: [{ name: 'call', words: 'We call', at: 1, instance: 'c-ben/order/1' }], attempts: [{ words: 'Restarted', at: 1, instance: 'c-ben/order/1' }], merged: [mergedOne(dot)],
} as const;
const parked = [{ id: 'c-ben/p1', journey: 'order', at: 1, cause: 'UnknownEvent', body: '{}' }];

test('all that a customer is goes with them, and their lane keeps what names it and where they went', () => {
  const turn = plainTurn({ ...full, thread: plainThread(ben), parkings: 3, threads: 1, webViews: 2, taken: ['x join'], stays: [cem, ann], crmAskedAt: 4, crmFind: 'k' }, { customer: ben });
  const moved = leaveCustomer(turn, { to: ann, because: 'same phone', linked: true, parked });
  expect(moved).toEqual({ id: 'default/c-ben/0/0', kind: 'join', from: ben, to: ann, at: now, because: 'same phone', linked: true, stays: [cem, ann], parked, unnoted: false, part: { createdAt: 5, ...full, thread: plainThread(ben) } });
  expect(turn.state).toEqual({
    ...newCustomer(5), identities: ['phone:2'], known, profile: { name: 'Ben' }, begun: { order: 1 }, claims: [], facts: {}, consents: [], promises: [], attempts: [], merged: [],
    parkings: 3, threads: 1, webViews: 2, taken: ['x join'], crmAskedAt: 4, crmFind: 'k', acts: 1, outgoing: [moved], stays: [cem, ann], mergedInto: ann,
  });
  expect([...turn.timersCancelled]).toEqual(['order/1#ttl', '#start:b']);
  expect([...turn.instances]).toEqual([['c-ben/order/1', 'dropped']]);
  expect(turn.unparked).toEqual(['c-ben/p1']);
  expect(turn.effects).toEqual([{ key: 'default/c-ben/0/0', queue: 'merge', due: now + 30, attempt: 1, body: JSON.stringify({ kind: 'customer.move', move: 'default/c-ben/0/0 join', from: ben, to: ann }) }]);
});

test('who leaves with nothing open leaves no conversation behind, and comes after what is on its way already', () => {
  const turn = plainTurn({}, { customer: ben });
  const moved = leaveCustomer(turn, { to: ann, because: 'same phone', linked: false, parked: [] });
  expect('thread' in moved.part).toBe(false);
  expect(moved.stays).toEqual([]);
  expect(turn.state).toMatchObject({ outgoing: [moved], stays: [ann] });
  const second = plainTurn({ outgoing: [moved] }, { customer: ben });
  const after = leaveCustomer(second, { to: ann, because: 'same phone', linked: false, parked: [] });
  expect(second.state.outgoing).toEqual([moved, after]);
});

test('a conversation that the CRM was still to hear of is handed over, and nothing wakes the old lane for it', () => {
  const turn = plainTurn({ thread: plainThread(ben), crmNote: { thread: 'c-ben/t1', due: 50 } }, { customer: ben });
  expect(leaveCustomer(turn, { to: ann, because: 'same phone', linked: false, parked: [] }).unnoted).toBe(true);
  expect('crmNote' in turn.state).toBe(false);
  expect([...turn.timersCancelled]).toEqual(['#conversation']);
});

/** Ben on his way back from Ann. */
const coming = (part: Partial<MovedCustomer['part']> = {}): MovedCustomer => {
  const { format: _format, parkings: _parkings, ...plain } = newCustomer(100);
  return { id: 'default/c-ben/0/0', kind: 'return', from: ann, to: ben, at: 900, because: 'two people', linked: false, stays: [cem], unnoted: false, parked, part: { ...plain, ...part } };
};

test('who comes back is as they were, with what came since, and knows where they have been', () => {
  const turn = plainTurn({ identities: ['phone:2'], profile: { name: 'Ben', locale: 'de' }, begun: { order: 1, survey: 2 }, mergedInto: ann, stays: [ann, dot], taken: ['x join'], parkings: 3 }, { customer: ben });
  expect(returnCustomer(turn, coming({ ...full, begun: { order: 4 }, profile: { name: 'Benjamin' }, instances: [plainRun(ben, 'order', { moved: true, timers: [{ id: 'c-ben/order/1#ttl', due: 9 }] })] }))).toBe(true);
  expect(turn.state).toEqual({
    ...newCustomer(5), ...full, begun: { order: 4, survey: 2 }, profile: { name: 'Benjamin', locale: 'de' }, parkings: 3, stays: [ann, dot, cem], taken: ['x join', 'default/c-ben/0/0 return'],
  });
  expect([...turn.timersSet]).toEqual([['order/1#ttl', 9], ['#start:b', 77]]);
  expect(turn.parked).toEqual(parked);
  expect(turn.effects).toEqual([]);
});

test('who comes back a second time by the same undoing changes nothing', () => {
  const turn = plainTurn({ taken: ['default/c-ben/0/0 return'] }, { customer: ben });
  const before = turn.state;
  expect(returnCustomer(turn, coming({ identities: ['phone:2'] }))).toBe(false);
  expect(turn.state).toBe(before);
});

test('an identity is known again as it was before the link, but for those that did not come back', () => {
  const before = { 'phone:2': { how: 'verified', at: 1, source: 'chat' }, 'phone:3': { how: 'vouched', at: 2, source: 'shop' }, 'mail:2': { how: 'vouched', at: 3, source: 'shop' } } as const;
  const turn = plainTurn({ known: before }, { customer: ben });
  returnCustomer(turn, coming({ identities: ['phone:2', 'mail:2'], known: { 'mail:2': { how: 'verified', at: 9, source: 'mail' } } }));
  expect(turn.state.known).toEqual({ 'phone:2': before['phone:2'], 'mail:2': { how: 'verified', at: 9, source: 'mail' } });
  expect(turn.state).toMatchObject({ stays: [cem, ann], taken: ['default/c-ben/0/0 return'] });
});

test('of the undoings it has taken a lane remembers the last two hundred', () => {
  const taken = Array.from({ length: 200 }, (_, n) => `m${n} join`);
  const turn = plainTurn({ taken }, { customer: ben });
  returnCustomer(turn, coming());
  expect(turn.state.taken).toEqual([...taken.slice(1), 'default/c-ben/0/0 return']);
});

test('a CRM that made one record of two is left a note for a person', () => {
  const turn = plainTurn({}, { customer: ben, crm: { capabilities: { merge: true, activities: true }, idleMs: 10 } });
  returnCustomer(turn, coming({ identities: ['phone:2'] }));
  expect(turn.effects.map(({ body }) => JSON.parse(body))).toMatchObject([{ kind: 'crm.logActivity', identities: ['phone:2'], write: { externalId: 'default/c-ben/0/0/undone', kind: 'note', at: now } }]);
});
