import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderHelp } from '../../../examples/journeys/order-help.js';
import { drawJourney } from '../../../src/journey/draw-journey.js';
import { inDuration } from '../../../src/journey/in-duration.js';
import { define, refusals, type Bent } from './parcel-declaration.js';
import { everythingAllowed } from './refused-machines.js';

const over = { type: 'final' };
const drawn = (config: Bent, own: Bent = {}): readonly string[] => drawJourney(define({ config, own })).split('\n').map((line) => line.trim());

/** every line that a state diagram of Mermaid may have here: a label holds no sign that would end it */
const words = String.raw`[^:;#\n"{}<>]+`;
const lineForms = [/^stateDiagram-v2$/, /^$/, /^--$/, /^}$/, new RegExp(`^state "${words}" as s\\d+( \\{)?$`), new RegExp(`^s\\d+ : ${words}$`), new RegExp(String.raw`^(s\d+|\[\*\]) --> (s\d+|\[\*\])( : ${words})?$`)];
const isDrawable = (line: string): boolean => lineForms.some((form) => form.test(line));

describe('a journey can be drawn', () => {
  it('with names, effects, events, delays and guards as a person says them', () => {
    const lines = drawJourney(orderHelp);
    expect(lines).toContain('state "with a person" as s5');
    expect(lines).toContain('s2 --> s3 : order.numbered / remember orderNumber');
    expect(lines).toContain('s7 : send order-resolved by sms');
    expect(lines).toContain('s6 --> s7 : call.ended [resolved]');
    expect(lines).toContain('s4 --> s8 : after patience');
    expect(lines).toContain('s11 --> s13 : at once [in conversation answered]');
    expect(lines).not.toContain('xstate');
  });

  it('regions stand side by side', () => {
    expect(drawJourney(orderHelp).split('\n').filter((line) => line.trim() === '--')).toHaveLength(1);
  });

  it('with delays in the unit that fits', () => {
    expect(drawn({ states: { waiting: { after: { 600_000: 'over' } }, over } })).toContain('s1 --> s2 : after 10 minutes');
    expect([250, 1_000, 90_000, 86_400_000].map(inDuration)).toEqual(['250 ms', '1 second', '90 seconds', '1 day']);
  });

  it('an arrow out of a box starts at the box and names the state inside', () => {
    const box = { initial: 'in', states: { in: { after: { 1000: '#parcel-help.over' } } } };
    expect(drawn({ initial: 'box', states: { box, over } })).toContain('s1 --> s3 : after 1 second (from in)');
  });

  it('what holds everywhere in a box begins in the open', () => {
    const lines = drawn({ on: { 'chat.ended': '.over' } });
    expect(lines).toContain('[*] --> s2 : chat.ended (from anywhere here)');
  });

  it('what only notes something turns back on itself, and what forbids is not drawn', () => {
    const waiting = { on: { 'chat.ended': { actions: { type: 'record', params: { metric: 'm' } } }, 'call.ended': [] }, after: { 1: 'over' } };
    const lines = drawn({ states: { waiting, over } });
    expect(lines).toContain('s1 --> s1 : chat.ended / record m');
    expect(lines.join()).not.toContain('call.ended');
  });

  it('everything that is allowed can be drawn', () => {
    expect(drawn(everythingAllowed.config, everythingAllowed.own).filter((line) => !isDrawable(line))).toEqual([]);
  });

  it('always stays a drawing, whatever states, events and delays are named', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (state, delay) => {
      const states = { waiting: { after: { [delay]: 'other' } }, other: { initial: state, after: { 1: 'over' }, states: { [state]: {} } }, over };
      const bent = { config: { states }, own: { delays: { [delay]: 5 } } };
      fc.pre(refusals(() => define(bent)).length === 0);
      expect(drawn(bent.config, bent.own).filter((line) => !isDrawable(line))).toEqual([]);
    }), { numRuns: 300 });
  });
});
