import { describe, expect, test } from 'vitest';
import { days, defineJourney, noData } from 'throughline';
import { createInsight, defineInsight, type LogItem } from 'throughline/insight';
import { collectReport, renderReport } from 'throughline/report';
import { journeyPlan } from '../../src/journey/journey-plan.js';
import { dayOne } from '../insight/random-log.js';

const { setup } = defineJourney({ id: 'move', version: 1, ttlMs: days(30), facts: {}, channels: {}, events: { 'move.asked': noData, 'date.given': noData, 'move.done': noData, 'move.called-off': noData }, entry: { on: ['move.asked'], reentry: { mode: 'after-exit' } } });
const move = setup({ guards: { soon: () => true } }).createMachine({
  context: {},
  initial: 'asked',
  states: {
    asked: { on: { 'date.given': 'sorting', 'move.called-off': 'off' } },
    // passed through: nobody is ever seen here
    sorting: { always: [{ guard: 'soon', target: 'work' }, { target: 'asked' }] },
    work: { initial: 'packing', on: { 'move.called-off': 'off' }, states: { packing: { on: { 'move.done': 'driving' } }, driving: { on: { 'move.done': '#moved' } } } },
    off: { type: 'final' },
    done: { id: 'moved', type: 'final' },
  },
});

describe('the whole journey, as it was written', () => {
  test('has the states in which runs rest and the moves between them, past those that are only passed through', () => {
    expect(journeyPlan(move)).toEqual({
      states: [{ state: 'asked', isFinal: false }, { state: 'off', isFinal: true }, { state: 'done', isFinal: true }, { state: 'work.packing', isFinal: false }, { state: 'work.driving', isFinal: false }],
      moves: [
        { from: 'asked', to: 'work.packing' }, { from: 'asked', to: 'asked' }, { from: 'asked', to: 'off' },
        { from: 'work.packing', to: 'work.driving' }, { from: 'work.packing', to: 'off' }, { from: 'work.driving', to: 'done' }, { from: 'work.driving', to: 'off' },
      ],
    });
  });

  test('is drawn with what nobody came to, and an ending is no place that is left', () => {
    const went = (n: number, ...states: readonly string[]): readonly LogItem[] => states.map((to, index) => ({
      kind: 'happened', customer: `c${n}`, position: n * 10 + index, at: dayOne + index, moves: [{ instance: `c${n}/move/1`, journey: 'move', version: 1, to, ...(index > 0 && { from: states[index - 1] ?? '' }) }],
    }));
    const insight = createInsight(defineInsight());
    insight.take([...went(1, 'asked', 'off'), ...went(2, 'asked', 'work.packing')]);
    const data = collectReport(insight, { title: 'Moves', now: dayOne + days(100), journey: { id: 'move', version: 1, definition: move } });
    const page = renderReport(data);
    expect(page).toContain('asked: 100.0 % of runs came to it, 0.0 % of them left there; off: 50.0 % of runs came to it, an ending; work.packing: 50.0 % of runs came to it, 100.0 % of them left there; done: nobody came to it; work.driving: nobody came to it');
    expect(page.match(/class="move never/g)).toHaveLength(5);
    expect(page).toMatch(/<th scope="row">off<\/th>.*<td class="number">an ending<\/td>/);
    expect(renderReport(JSON.parse(JSON.stringify(data)))).toBe(page);
    expect(JSON.stringify(data)).not.toContain('"definition"');
  });

  test('is left to what the log has seen where several states are active side by side', () => {
    const both = setup({}).createMachine({ context: {}, type: 'parallel', states: { one: { initial: 'a', states: { a: { on: { 'move.done': 'b' } }, b: { on: { 'move.done': 'a' } } } }, other: { initial: 'c', states: { c: { on: { 'move.done': 'd' } }, d: { on: { 'move.done': 'c' } } } } } });
    expect(journeyPlan(both)).toBeUndefined();
  });
});
