import { describe, expect, test } from 'vitest';
import { newCustomer, type CustomerState } from '../../../src/customer/customer-state.js';
import type { EffectBody } from '../../../src/customer/effect-body.js';
import { recheckEffect } from '../../../src/orchestrator/dispatch/recheck-effect.js';

const run = 'c-1/help/1';
const key = (step: number): string => `t/c-1/help/1/${step}/0`;
const bodyOf = (kind: string, more: object = {}): EffectBody => ({ kind, instance: run, invokeId: 'ask', ...more }) as never;
const living: CustomerState = { ...newCustomer(0), instances: [{ id: run, invoked: { ask: key(2) } }] as never };
const gone = newCustomer(0);
const leftAt = (forcedAt?: number): CustomerState => ({ ...gone, ended: [{ id: 'c-1/help/2', forcedAt: 99, reason: 'another' }, { id: run, reason: 'bought', ...(forcedAt !== undefined && { forcedAt }) }] as never });
const live = (): never => ({ status: 'live' }) as never;
const paused = (effects: string) => (): never => ({ status: 'paused', rule: { effects } }) as never;
const go = { verdict: 'go' };

describe('an effect of a run that goes on', () => {
  test.each(['send', 'crm.upsert', 'handoff'])('goes: %s', (kind) => expect(recheckEffect(living, live, { key: key(2), body: bodyOf(kind) })).toEqual(go));

  test('goes where it is the activity that the state waits for, and no other', () => {
    expect([key(2), key(1)].map((one) => recheckEffect(living, live, { key: one, body: bodyOf('activity') }))).toEqual([go, { verdict: 'drop', because: 'the state that asked for it was left' }]);
  });

  test.each([['perform', 'send', 'go'], ['hold', 'send', 'hold'], ['discard', 'send', 'drop'], ['perform', 'activity', 'go'], ['hold', 'activity', 'hold'], ['discard', 'activity', 'hold']])('of a paused journey that would %s effects: %s', (rule, kind, verdict) => {
    expect(recheckEffect(living, paused(rule), { key: key(2), body: bodyOf(kind) }).verdict).toBe(verdict);
  });

});

describe('an effect of a run that is over', () => {
  test('goes where it came to its end by itself, or so long ago that nobody remembers', () => {
    expect([leftAt(), gone].map((state) => recheckEffect(state, live, { key: key(2), body: bodyOf('send') }))).toEqual([go, go]);
  });

  test('is dropped where the run was made to leave, unless it was decided as it left', () => {
    const verdicts = [2, 3, 4].map((step) => recheckEffect(leftAt(3), live, { key: key(step), body: bodyOf('send') }));
    expect(verdicts).toEqual([{ verdict: 'drop', because: 'its journey was left (bought)' }, go, go]);
  });

  test('is dropped where it is an activity, that nobody waits for', () => {
    expect([gone, leftAt()].map((state) => recheckEffect(state, live, { key: key(2), body: bodyOf('activity') }))).toEqual(Array(2).fill({ verdict: 'drop', because: 'its journey has ended' }));
  });

  test('goes where it tells the CRM what stays true', () => expect(recheckEffect(leftAt(3), live, { key: key(2), body: bodyOf('crm.upsert') })).toEqual(go));
});

describe('an effect of no run', () => {
  const find = { kind: 'crm.find' } as never;
  test.each([[undefined, 'go'], ['k', 'go'], ['later', 'drop']])('is held up by no journey, and a question to the CRM goes where it is the newest: %s', (crmFind, verdict) => {
    const told = recheckEffect({ ...gone, ...(crmFind !== undefined && { crmFind }) }, paused('hold'), { key: 'k', body: find });
    expect(told).toEqual(verdict === 'go' ? go : { verdict: 'drop', because: 'the CRM was asked again since' });
  });

  test('what else no journey asked for goes, whatever was asked of the CRM', () => expect(recheckEffect({ ...gone, crmFind: 'later' }, paused('hold'), { key: 'k', body: { kind: 'crm.merge' } as never })).toEqual(go));
});
