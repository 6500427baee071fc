import { describe, expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { orderHelp } from '../../../examples/journeys/order-help.js';
import { outageNotice } from '../../../examples/journeys/outage-notice.js';
import { describeState } from '../../../src/journey/describe-state.js';
import { effectUses } from '../../../src/journey/effect-uses.js';
import { unhandledRule } from '../../../src/journey/unhandled-rule.js';
import { define } from './parcel-declaration.js';

const over = { type: 'final' };
const leaving = { after: { 1000: '#parcel-help.over' } };

describe('what a run is doing, in words', () => {
  it("says the author's descriptions, and a state's names where there is none", () => {
    expect(describeState(orderHelp, { conversation: 'asking', 'answer clock': 'running' })).toEqual({
      inWords: 'The bot asks for the order number; answer clock, running',
      waitsFor: ['order.numbered', 'chat.resolved', 'call.started'],
      tags: ['waiting for customer'],
    });
  });

  it('names the activity it has asked for', () => {
    expect(describeState(orderHelp, { conversation: 'looking up', 'answer clock': 'late' }).waitsFor).toEqual(['findOrder']);
  });

  it('says once what two regions of one state share, and counts what is heard around it', () => {
    const box = { description: 'We are on it', type: 'parallel', on: { 'chat.ended': '#parcel-help.over' }, ...leaving, states: { left: {}, right: {} } };
    const journey = define({ config: { initial: 'box', states: { box, over } } });
    expect(describeState(journey, { box: { left: {}, right: {} } })).toEqual({ inWords: 'We are on it', waitsFor: ['chat.ended'], tags: [] });
  });

  it('does not wait for an event that the state only forbids', () => {
    const journey = define({ config: { states: { waiting: { on: { 'chat.ended': [] }, ...leaving }, over } } });
    expect(describeState(journey, 'waiting').waitsFor).toEqual([]);
  });

  it.each([['gone'], [{ waiting: 'inside' }], ['constructor']])('a state that this version does not have is a fault, never a guess: %j', (value) => {
    expect(() => describeState(define({}), value)).toThrowError(expect.toSatisfy((error: unknown) => JourneyError.is(error, 'DefinitionFault')));
  });
});

describe('what becomes of an event that the current state does not handle', () => {
  const defer = { defer: { withinMs: 5 } };
  const box = { initial: 'in', meta: { unhandled: { 'chat.ended': 'fail', 'call.ended': defer } }, ...leaving, states: { in: { meta: { unhandled: { 'chat.ended': 'ignore' } } } } };
  const journey = define({ declaration: { unhandled: { 'chat.ended': defer, 'order.numbered': 'fail' } }, config: { initial: 'box', states: { box, over } } });

  it('the innermost state that has a rule decides', () => {
    expect(unhandledRule(journey, { box: 'in' }, 'chat.ended')).toBe('ignore');
    expect(unhandledRule(journey, { box: 'in' }, 'call.ended')).toEqual(defer);
  });

  it("then the declaration's rule", () => {
    expect(unhandledRule(journey, { box: 'in' }, 'order.numbered')).toBe('fail');
    expect(unhandledRule(journey, 'over', 'chat.ended')).toEqual(defer);
  });

  it('and it is ignored where nobody said anything, whatever it is named', () => {
    expect(unhandledRule(journey, 'over', 'chat.started')).toBe('ignore');
    expect(unhandledRule(journey, 'over', 'constructor')).toBe('ignore');
  });

  it('of two regions at one depth the first that is written decides', () => {
    const region = (rule: string) => ({ meta: { unhandled: { 'chat.ended': rule } } });
    const regions = define({ config: { initial: 'box', states: { box: { type: 'parallel', ...leaving, states: { one: region('fail'), two: region('ignore') } }, over } } });
    expect(unhandledRule(regions, { box: { one: {}, two: {} } }, 'chat.ended')).toBe('fail');
  });
});

describe('what a journey asks of its host', () => {
  it('templates, channels, queues, cases and figures', () => {
    expect(effectUses(orderHelp)).toEqual({
      templates: ['order-status', 'order-resolved', 'order-survey'],
      channels: ['webchat', 'sms'],
      textsOn: [{ channel: 'webchat', template: 'order-status' }, { channel: 'sms', template: 'order-resolved' }, { channel: 'sms', template: 'order-survey' }],
      usesHandoff: true, choosesTimes: false,
      steers: false,
      steersAmong: [],
      steersFor: [],
      crmEffects: ['crm.openCase', 'crm.closeCase'],
      crmFactsBy: [],
      startsJourneys: [],
      metrics: ['first-answer.late'],
    });
    expect(effectUses(outageNotice)).toMatchObject({ templates: ['outage', 'outage-short'], channels: ['push', 'email', 'sms'], usesHandoff: false, crmEffects: [] });
  });

  it('also what happens on the way out, on the way in and on transitions', () => {
    const start = (journey: string) => ({ type: 'startJourney', params: { journey } });
    const waiting = { exit: start('two'), after: { 1: { target: 'box', actions: start('three') } } };
    const box = { initial: { target: 'in', actions: start('four') }, states: { in: { after: { 1: '#parcel-help.over' } } } };
    expect(effectUses(define({ config: { entry: start('one'), states: { waiting, box, over } } })).startsJourneys).toEqual(['one', 'two', 'three', 'four']);
  });

  it('the best channel may be any that was declared, but those it rules out', () => {
    const entry = { type: 'send', params: { channel: 'best', not: ['sms'], purpose: 'service', template: 't' } };
    expect(effectUses(define({ config: { entry } })).channels).toEqual(['webchat']);
  });
});
