import { describe, expect, it } from 'vitest';
import { claimedFault, committedFault, countersFault, loadedFault, nowFault, openedFault, ownersFault, resolvedFault } from '../../../src/orchestrator/store/store-answers.js';

/** an answer as a store in JavaScript may give it */
const any = (value: unknown): never => value as never;
const isBelieved = (fault: string | undefined): boolean => fault === undefined;
const lane = { tenant: 'default', lane: 'c-1' };

describe('what a store answers is believed only if it can be true', () => {
  it.each([[{ epoch: 0, position: 0 }, true], [{ epoch: 3, position: 7 }, true], [{ epoch: -1, position: 0 }, false], [{ epoch: 1.5, position: 0 }, false], [{ epoch: 1 }, false], [{ position: 1 }, false], [{ epoch: '1', position: 1 }, false], [{ epoch: 2 ** 53, position: 1 }, false]])('opening: %j', (opened, believed) => {
    expect(isBelieved(openedFault(any(opened)))).toBe(believed);
  });

  it.each([[0, true], [-5, true], [Number.NaN, false], [Infinity, false], ['1', false], [undefined, false]])('its clock: %j', (now, believed) => {
    expect(isBelieved(nowFault(any(now)))).toBe(believed);
  });

  const row = { ...lane, version: 1, state: '{}' };
  it.each<[string, readonly unknown[], boolean]>([
    ['the customer asked for', [row], true], ['nobody', [undefined], true], ['fewer than asked', [], false], ['more than asked', [row, undefined], false], ['another customer', [{ ...row, lane: 'c-2' }], false], ['another tenant', [{ ...row, tenant: 'acme' }], false],
    ['no version yet', [{ ...row, version: 0 }], false], ['a version that is none', [{ ...row, version: 1.5 }], false], ['a state that is no text', [{ ...row, state: {} }], false],
  ])('a customer: %s', (_, rows, believed) => {
    expect(isBelieved(loadedFault([any(lane)], any(rows)))).toBe(believed);
  });

  it.each([[['c-1'], true], [[undefined], true], [[], false], [['c-1', 'c-2'], false], [[5], false], [[null], false]])('holders of one identity: %j', (holders, believed) => {
    expect(isBelieved(resolvedFault(1, holders))).toBe(believed);
  });

  const done = { ok: true, version: 3, position: 9, waiting: [] };
  it.each<[string, number, readonly unknown[], boolean]>([
    ['the next version', 2, [done], true], ['any version where none is expected', -1, [{ ...done, version: 40 }], true], ['a first version', 0, [{ ...done, version: 1 }], true], ['the same version', 3, [done], false], ['a version too far', 1, [done], false], ['a first version that is not the first', 0, [done], false],
    ...['duplicate', 'version', 'identity', 'fenced'].map((why): [string, number, readonly unknown[], boolean] => [why, 2, [{ ok: false, why }], true]),
    ['a refusal for no reason', 2, [{ ok: false }], false], ['a refusal for a reason that is none', 2, [{ ok: false, why: 'tired' }], false], ['no outcome', 2, [undefined], false], ['fewer outcomes', 2, [], false], ['more outcomes', 2, [done, done], false], ['neither yes nor no', 2, [{ ...done, ok: 1 }], false],
    ['no version', -1, [{ ...done, version: -1 }], false], ['no position', 2, [{ ...done, position: undefined }], false], ['nobody said who waits', 2, [{ ...done, waiting: undefined }], false],
  ])('a commit: %s', (_, expected, outcomes, believed) => {
    expect(isBelieved(committedFault([any({ expect: expected })], any(outcomes)))).toBe(believed);
  });

  const timer = { ...lane, id: 'patience', due: 100, attempt: 1 };
  const effect = { ...lane, key: 'default/c-1/help/1/2/0', body: '{}', due: 100, attempt: 1 };
  it.each<[string, unknown, boolean]>([
    ['a delay that is over', timer, true], ['one that ends this moment', { ...timer, due: 1_000 }, true], ['one that is not over', { ...timer, due: 1_001 }, false], ['one that ends at no time', { ...timer, due: Number.NaN }, false], ['one without a name', { ...timer, id: 5 }, false],
    ['one of nobody', { ...timer, lane: '' }, false], ['one of no tenant', { ...timer, tenant: '' }, false], ['one whose customer is no text', { ...timer, lane: 5 }, false], ['one that was never handed out', { ...timer, attempt: 0 }, false], ['one handed out half', { ...timer, attempt: 1.5 }, false],
    ['an effect of a run', effect, true], ['one of the customer', { ...effect, key: 'default/c-1/4/0' }, true], ['one of a run that came by a merge', { ...effect, key: 'default/c-9/help/1/2/0' }, true], ['one that another customer caused', { ...effect, key: 'default/c-9/4/0' }, false],
    ['one of another tenant', { ...effect, key: 'acme/c-1/help/1/2/0' }, false], ['one without a key', { ...effect, key: 7 }, false], ['one without a body', { ...effect, body: {} }, false], ['one in a lane of the library', { ...effect, lane: '~queue' }, false],
  ])('a claim: %s', (_, due, believed) => {
    expect(isBelieved(claimedFault(5, any({ now: 1_000, due: [due] })))).toBe(believed);
  });

  it('a claim hands out no more than was asked for, says the time, and when to ask again only where it knows', () => {
    const due = [timer, timer];
    expect([2, 1].map((limit) => isBelieved(claimedFault(limit, any({ now: 1_000, due }))))).toEqual([true, false]);
    expect([1_000, Number.NaN].map((now) => isBelieved(claimedFault(2, any({ now, due: [] }))))).toEqual([true, false]);
    expect([undefined, 5, Infinity].map((next) => isBelieved(claimedFault(2, any({ now: 1, due: [], next }))))).toEqual([true, true, false]);
  });

  it('rows are of the tenant and customer that were asked for, where any were', () => {
    const rows = [lane];
    expect([{}, { tenant: 'default' }, { lane: 'c-1' }, lane].map((asked) => isBelieved(ownersFault(any(asked), any(rows))))).toEqual([true, true, true, true]);
    expect([{ tenant: 'acme' }, { lane: 'c-2' }, { tenant: 'default', lane: 'c-2' }, { tenant: 'acme', lane: 'c-1' }].map((asked) => isBelieved(ownersFault(any(asked), any(rows))))).toEqual([false, false, false, false]);
  });

  it('each figure is a number', () => {
    expect([[1, 2], [0, -1], [1], [1, 2, 3], [1, Number.NaN], [1, '2']].map((sums) => isBelieved(countersFault(2, any(sums))))).toEqual([true, true, false, false, false, false]);
  });
});
