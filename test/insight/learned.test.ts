import { describe, expect, test } from 'vitest';
import { createInsight, defineInsight, learnedActions, learnedAgents, type Insight, type LogItem } from 'throughline/insight';
import { defineActions, rankActions } from 'throughline/desk';
import { days, minutes } from '../../src/model/duration.js';
import { dayOne } from './random-log.js';

let position = 0;
const place = (customer: string, at: number) => ({ customer, position: ++position, at });
/** A contact that an agent took and that ended in the conversation of a journey. */
function contact({ intent, journey, agent, solved, at = dayOne }: { readonly intent: string; readonly journey: string; readonly agent?: string; readonly solved: boolean; readonly at?: number }): readonly LogItem[] {
  const customer = `c${++position}`;
  const [event, thread] = [`e${position}`, `${customer}/t1`];
  return [
    { ...place(customer, at), kind: 'happened', event, intent, moves: [{ instance: `${customer}/${journey}/1`, journey, version: 1, to: 'asked' }] },
    { ...place(customer, at), kind: 'heard', thread, channel: 'chat', event },
    ...(agent === undefined ? [] : [{ ...place(customer, at + minutes(1)), kind: 'happened', told: { type: 'work.answered', item: event, agent } } as const]),
    { ...place(customer, at + minutes(5)), kind: 'happened', told: { type: 'contact.ended', outcome: solved ? 'resolved' : 'unresolved' } },
  ];
}
const many = (times: number, solved: number, of: { readonly intent: string; readonly journey: string; readonly agent?: string; readonly at?: number }): readonly LogItem[] =>
  Array.from({ length: times }, (_, n) => contact({ ...of, solved: n < solved })).flat();
function insightOf(...items: readonly (readonly LogItem[])[]): Insight {
  const insight = createInsight(defineInsight());
  insight.take(items.flat());
  return insight;
}
const now = dayOne + days(30);

describe('what outcomes teach', () => {
  test('an action that solved more is ranked first, each with as many cases as it has', () => {
    const learned = learnedActions(insightOf(many(200, 180, { intent: 'outage', journey: 'status' }), many(50, 15, { intent: 'outage', journey: 'router' })), { now });
    expect([...learned]).toEqual([['router', { probability: 0.3, evidence: 50 }], ['status', { probability: 0.9, evidence: 200 }]]);
    const actions = defineActions<null>({ actions: ['router', 'status'].map((id) => ({ id, value: 1, propensity: () => learned.get(id) })) });
    expect(rankActions(actions, { known: null, at: now, key: 'ann' }).ranked.map(({ action, priority }) => [action, priority])).toEqual([['status', (180 + 50) / 300], ['router', (15 + 50) / 150]]);
  });

  test('what is too young to be counted teaches nothing, and neither does what nobody did', () => {
    const insight = insightOf(many(5, 5, { intent: 'outage', journey: 'status', at: now - days(1) }));
    expect([...learnedActions(insight, { now })]).toEqual([]);
    expect(learnedActions(insightOf(many(1, 1, { intent: 'outage', journey: 'status' })), { now }).get('router')).toBeUndefined();
  });

  test('an agent stands before others for what they solved for good, and not for one lucky contact', () => {
    const insight = insightOf(many(60, 54, { intent: 'outage', journey: 'care', agent: 'ada' }), many(60, 30, { intent: 'outage', journey: 'care', agent: 'bob' }), many(1, 1, { intent: 'outage', journey: 'care', agent: 'cem' }), many(60, 6, { intent: 'invoice', journey: 'care', agent: 'ada' }));
    expect(learnedAgents(insight, { now, where: { intent: 'outage' } }).map(({ agent }) => agent)).toEqual(['ada', 'bob', 'cem']);
    expect(learnedAgents(insight, { now, where: { intent: 'outage' } })[0]?.score).toBeCloseTo(0.7985, 3);
    expect(learnedAgents(insight, { now, where: { intent: 'invoice' } }).map(({ agent }) => agent)).toEqual(['ada']);
  });

  test('an ending without an agent is nobody\'s', () => {
    expect(learnedAgents(insightOf(many(40, 40, { intent: 'outage', journey: 'care' })), { now })).toEqual([]);
  });
});
