import { describe, expect, test } from 'vitest';
import { createInsight, defineGoal, defineInsight, type LogItem } from 'throughline/insight';
import { collectReport, renderReport, toCsv, type ReportData } from 'throughline/report';
import { days, minutes } from '../../src/model/duration.js';
import { dayOne } from '../insight/random-log.js';

let position = 0;
/** Customers who ask about a bill on one day, of whom some are helped. */
const customers = (group: string, many: number, helped: number): readonly LogItem[] => Array.from({ length: many }, (_, n): readonly LogItem[] => {
  const [customer, event] = [`${group} ${n}`, `e${++position}`];
  return [
    { kind: 'happened', customer, position: ++position, at: dayOne, event, intent: 'bill' },
    { kind: 'heard', customer, position: ++position, at: dayOne, event, thread: `${customer}/t1`, channel: 'chat' },
    { kind: 'happened', customer, position: ++position, at: dayOne + minutes(9), told: { type: 'contact.ended', outcome: n < helped ? 'resolved' : 'unresolved' } },
  ];
}).flat();

const quarter = { from: dayOne, until: dayOne + days(90), baseline: 0.5 };
function report(): ReportData {
  const insight = createInsight(defineInsight({ segmentOf: (customer) => customer.split(' ')[0] }));
  insight.take([...customers('old', 40, 10), ...customers('new', 100, 80)]);
  return collectReport(insight, {
    title: 'A change', now: dayOne + days(100),
    goals: [defineGoal({ id: 'bills solved', figure: 'resolution', where: { intent: 'bill' }, target: 0.6, ...quarter }), defineGoal({ id: '=cheaper', figure: 'csat', target: 0.9, ...quarter })],
    change: { name: 'the <new> answer', holdout: { segment: 'old' }, changed: { segment: 'new' }, since: dayOne },
  });
}

describe('a report of goals and of a change', () => {
  test('tells the lift against the holdout with its interval, the same on the page, in JSON and in CSV', () => {
    const data = report();
    const [gap] = data.change?.gaps ?? [];
    expect(gap).toMatchObject({ intent: 'bill', channel: 'chat', difference: expect.closeTo(0.55, 10), verdict: 'better' });
    // by hand: Wilson (10 of 40: 0.1419, 0.4019; 80 of 100: 0.7112, 0.8666), then Newcombe
    expect(gap?.from).toBeCloseTo(0.55 - Math.hypot(0.8 - 0.7112, 0.4019 - 0.25), 3);
    expect(gap?.until).toBeCloseTo(0.55 + Math.hypot(0.8666 - 0.8, 0.25 - 0.1419), 3);
    const page = renderReport(data);
    expect(page).toContain('What the &#60;new&#62; answer did');
    expect(page).toMatch(/\+55\.0<\/b><small>\+37\.4 to \+67\.7/);
    expect(toCsv(data)).toMatch(/^,,bill,chat,,,,,,difference to holdout,share,0\.55\d*,0\.37\d+,0\.67\d+,100,0,better\r$/m);
    expect(renderReport(JSON.parse(JSON.stringify(data)))).toBe(page);
  });

  test('tells each goal with its standing, and of one that nobody was counted for that nothing can be said', () => {
    const data = report();
    expect(data.goals.map(({ standing: { status } }) => status)).toEqual(['achieved', 'too-few']);
    const page = renderReport(data);
    expect(page).toMatch(/bills solved<small>resolution<\/small><\/th><td><b>achieved<\/b>/);
    expect(page).toMatch(/=cheaper<small>csat<\/small><\/th><td><b>too few to say<\/b>/);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(toCsv(data)).toContain('goal bills solved,share,0.6428');
    expect(toCsv(data)).toContain('goal =cheaper,share,,,,0,0,too-few empty');
  });

  test('is without them where none are given', () => {
    const plain = collectReport(createInsight(defineInsight()), { title: 'Empty', now: dayOne });
    expect(plain.goals).toEqual([]);
    expect(renderReport(plain)).not.toMatch(/<h2>Goals|did<\/h2>/);
  });
});
