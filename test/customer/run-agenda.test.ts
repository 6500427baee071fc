import { expect, test } from 'vitest';
import type { DefinitionStatus } from '../../src/customer/definition-status.js';
import { runAgenda, startNamed } from '../../src/customer/run-agenda.js';
import type { AgendaItem, Turn } from '../../src/customer/turn.js';
import { defaultLimits } from '../../src/model/limits.js';
import { begunPledge, pledge } from './plain-journey.js';
import { ann, plainRun, plainTurn } from './plain-turn.js';

const begun = begunPledge();
const started = (journey: string, data: object, status: DefinitionStatus = { status: 'live' }): Turn => {
  const turn = plainTurn({ instances: [plainRun(ann, 'survey')] }, { journeys: [pledge], statusOf: () => status });
  startNamed(turn, { journey, data });
  return turn;
};
const kept = (turn: Turn) => turn.parked.map(({ cause, journey, instance, body }) => { const { input } = JSON.parse(body) as { readonly input: object }; return { cause, journey, instance, input }; });

test('a journey that another one starts begins, and one that nobody knows or whose data is wrong is kept to be begun', () => {
  expect(started('pledge', { name: 'call' }).state.instances.slice(1)).toEqual([begun]);
  expect(kept(started('unknown', { a: 1 }))).toEqual([{ cause: 'UnknownJourney', journey: 'unknown', input: { kind: 'start', journey: 'unknown', data: { a: 1 } } }]);
  expect(kept(started('pledge', { name: 7 }))).toEqual([{ cause: 'InvalidPayload', journey: 'pledge', input: { kind: 'start', journey: 'pledge', data: { name: 7 } } }]);
});

test('a paused journey begins at resume where it holds entries, and else not at all, as a stopped one', () => {
  const rule = { events: 'hold', waits: 'hold', effects: 'hold' } as const;
  expect(kept(started('pledge', { name: 'call' }, { status: 'paused', since: 1, rule: { ...rule, entries: 'hold' } }))).toMatchObject([{ cause: 'Paused', input: { kind: 'start', journey: 'pledge', data: { name: 'call' } } }]);
  expect(started('pledge', { name: 'call' }, { status: 'paused', since: 1, rule: { ...rule, entries: 'discard' } }).fates).toEqual([{ journey: 'pledge', did: 'ignored', because: '\'pledge\' does not start: it is paused' }]);
  expect(started('pledge', { name: 'call' }, { status: 'stopped', since: 1 }).fates).toEqual([{ journey: 'pledge', did: 'ignored', because: '\'pledge\' does not start: it is stopped' }]);
});

test('of all that follows from one event no more is done than the limit says: the rest is kept', () => {
  const run = plainRun(ann, 'pledge');
  const event = { type: 'message.replied', data: { messageId: 'k', text: '' }, at: 1 };
  const delivered: AgendaItem = { do: 'deliver', instance: run.id, event, id: 'e1' };
  const turn = plainTurn({ instances: [plainRun(ann, 'survey'), run] }, { journeys: [pledge], limits: { ...defaultLimits, effectsPerEvent: 1 } });
  turn.agenda.push(delivered, delivered, { do: 'deliver', instance: 'c-ann/gone/1', event, id: 'e2' }, { do: 'start', journey: 'pledge', data: { name: 'call' } });
  runAgenda(turn);
  expect(turn.agenda).toEqual([]);
  expect(turn.fates.map(({ did }) => did)).toEqual(['stayed', 'parked', 'parked', 'parked']);
  const cause = 'StepLimit';
  expect(kept(turn)).toEqual([
    { cause, journey: 'pledge', instance: run.id, input: { kind: 'event', id: 'e1', event, instance: run.id } },
    { cause, journey: '', instance: 'c-ann/gone/1', input: { kind: 'event', id: 'e2', event, instance: 'c-ann/gone/1' } },
    { cause, journey: 'pledge', input: { kind: 'start', journey: 'pledge', data: { name: 'call' } } },
  ]);
  expect(turn.state.instances[1]?.parked).toBeUndefined();
});
