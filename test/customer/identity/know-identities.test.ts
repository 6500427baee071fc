import { expect, test } from 'vitest';
import type { CustomerState } from '../../../src/customer/customer-state.js';
import { knowIdentities, type SaidIdentities } from '../../../src/customer/identity/know-identities.js';
import type { CustomerId } from '../../../src/model/customer-id.js';
import { ben, mergedOne, now, plainTurn } from '../plain-turn.js';

function heard(state: Partial<CustomerState>, said: SaidIdentities, origin?: CustomerId) {
  const turn = plainTurn(state);
  if (origin !== undefined) turn.origin = origin;
  const before = turn.state;
  knowIdentities(turn, said);
  const { identities, known, claims } = turn.state;
  return { identities, known, claims, learnt: turn.identities, released: turn.released, same: turn.state === before };
}
const nothingNew = { learnt: [], released: [], same: true };

test('a contact by what is known, or by nothing, changes nothing', () => {
  expect(heard({ identities: ['phone:1'] }, { identities: ['phone:1'] })).toEqual({ identities: ['phone:1'], ...nothingNew });
  expect(heard({}, { identities: [] })).toEqual({ identities: [], ...nothingNew });
});

test('a new address is known from now on, as surely as it was proven and from whoever said it', () => {
  expect(heard({ identities: ['phone:1'] }, { identities: ['phone:1', 'mail:1', 'mail:2'], verified: ['mail:2'], source: 'shop' })).toEqual({
    identities: ['phone:1', 'mail:1', 'mail:2'], learnt: ['mail:1', 'mail:2'], released: [], same: false,
    known: { 'mail:1': { how: 'vouched', at: now, source: 'shop' }, 'mail:2': { how: 'verified', at: now, source: 'shop' } },
  });
  expect(heard({}, { identities: ['mail:1'] }).known).toEqual({ 'mail:1': { how: 'vouched', at: now, source: '' } });
});

test('an address that somebody vouched for is proven by a contact, and keeps whose it was', () => {
  const known = { 'phone:1': { how: 'vouched', at: 1, source: 'shop', origin: ben } } as const;
  const { known: after, learnt } = heard({ identities: ['phone:1', 'phone:2'], known }, { identities: ['phone:1'], verified: ['phone:1', 'phone:2'], source: 'chat' });
  expect(after).toEqual({ 'phone:1': { how: 'verified', at: now, source: 'chat', origin: ben }, 'phone:2': { how: 'verified', at: now, source: 'chat' } });
  expect(learnt).toEqual([]);
  expect(heard({ identities: ['phone:2'] }, { identities: [], verified: ['phone:2'] }).known).toEqual({ 'phone:2': { how: 'verified', at: now, source: '' } });
});

test('what was proven or linked before is not proven again', () => {
  const known = { 'phone:1': { how: 'verified', at: 1, source: 'chat' }, 'phone:2': { how: 'linked', at: 1, source: 'link' } } as const;
  expect(heard({ identities: ['phone:1', 'phone:2'], known }, { identities: [], verified: ['phone:1', 'phone:2'] })).toEqual({ identities: ['phone:1', 'phone:2'], known, ...nothingNew });
});

test('what a customer only says is kept once as something said, until it is known', () => {
  const claims = [{ identity: 'mail:1', at: 1, source: 'chat' }, { identity: 'mail:2', at: 2, source: 'chat' }];
  expect(heard({ identities: ['phone:1'], claims }, { identities: [], claimed: ['mail:1', 'phone:1'] })).toEqual({ identities: ['phone:1'], claims, ...nothingNew });
  expect(heard({ identities: ['phone:1'], claims }, { identities: [], claimed: ['mail:3'], source: 'call' }).claims).toEqual([...claims, { identity: 'mail:3', at: now, source: 'call' }]);
  expect(heard({}, { identities: [], claimed: ['mail:3'] }).claims).toEqual([{ identity: 'mail:3', at: now, source: '' }]);
  expect(heard({ claims }, { identities: ['mail:1'] }).claims).toEqual([claims[1]]);
});

test('where several customers were merged it is noted whose contact brought an address or a claim', () => {
  const { known, claims } = heard({}, { identities: ['mail:1'], claimed: ['mail:2'], source: 'shop' }, ben);
  expect(known).toEqual({ 'mail:1': { how: 'vouched', at: now, source: 'shop', origin: ben } });
  expect(claims).toEqual([{ identity: 'mail:2', at: now, source: 'shop', origin: ben }]);
});

test('of what was only said the last twenty are kept', () => {
  const claims = Array.from({ length: 20 }, (_, n) => ({ identity: `mail:${n}`, at: 1, source: '' }));
  expect(heard({ claims }, { identities: [], claimed: ['mail:20'] }).claims?.map(({ identity }) => identity)).toEqual(Array.from({ length: 20 }, (_, n) => `mail:${n + 1}`));
});

test('of visits the last hundred are kept, but no person’s address is ever forgotten for them, nor a visit that a merge brought', () => {
  const visits = Array.from({ length: 101 }, (_, n) => `session:${n}`);
  const known = Object.fromEntries(['phone:1', ...visits].map((identity) => [identity, { how: 'vouched', at: 1, source: 'web' } as const]));
  const { identities, known: after, released } = heard({ identities: ['phone:1', ...visits], known, merged: [mergedOne(ben, { identities: ['session:0'] })] }, { identities: ['session:101'] });
  expect(identities).toEqual(['phone:1', 'session:0', ...visits.slice(2), 'session:101']);
  expect(Object.keys(after ?? {})).toEqual(['phone:1', 'session:0', ...visits.slice(2), 'session:101']);
  expect(released).toEqual(['session:1']);
});

test('a hundred visits are no reason to forget one', () => {
  const visits = Array.from({ length: 99 }, (_, n) => `session:${n}`);
  expect(heard({ identities: ['phone:1', 'phone:2', ...visits] }, { identities: ['session:99'] })).toMatchObject({ identities: ['phone:1', 'phone:2', ...visits, 'session:99'], released: [] });
});
