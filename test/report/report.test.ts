import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInsight, defineInsight, type LogItem } from 'throughline/insight';
import { collectReport, renderReport, toCsv, type ReportData } from 'throughline/report';
import { days, minutes } from '../../src/model/duration.js';
import { html } from '../../src/report/html/markup.js';
import { layersOf } from '../../src/report/html/layers-of.js';
import { dayOne, randomLog } from '../insight/random-log.js';

const reportOf = (items: readonly LogItem[], title = 'A month of care'): ReportData => {
  const insight = createInsight(defineInsight());
  insight.take(items);
  return collectReport(insight, { title, now: dayOne + days(400), by: ['intent', 'channel'], journey: { id: 'billing' } });
};
let position = 0;
const customers = (intent: string, many: number, helped: number): readonly LogItem[] => Array.from({ length: many }, (_, n): readonly LogItem[] => {
  const [customer, event] = [`${intent} ${n}`, `e${++position}`];
  const move = (from: string | undefined, to: string) => ({ instance: `${customer}/billing/1`, journey: 'billing', to, ...(from !== undefined && { from }) });
  return [
    { kind: 'happened', customer, position: ++position, at: dayOne, event, intent, moves: [move(undefined, 'asked')] },
    { kind: 'heard', customer, position: ++position, at: dayOne, event, thread: `${customer}/t1`, channel: 'chat' },
    { kind: 'happened', customer, position: ++position, at: dayOne + minutes(9), told: { type: 'contact.ended', outcome: n < helped ? 'resolved' : 'unresolved' }, moves: [move('asked', n < helped ? 'solved' : 'asked')] },
  ];
}).flat();

/** As a spreadsheet reads it. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)].map(([, quoted, plain, end]) => ({ text: quoted?.replaceAll('""', '"') ?? plain ?? '', end }));
  const lines: string[][] = [[]];
  for (const { text, end } of cells) {
    lines.at(-1)?.push(text);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('the figures as CSV', () => {
  test('are those of the report, with interval, number and flags', () => {
    const data = reportOf([...customers('bill', 40, 30), ...customers('outage', 10, 2)]);
    const [head = [], ...lines] = cellsOf(toCsv(data));
    expect(head).toEqual(['journey', 'version', 'intent', 'channel', 'segment', 'agent', 'day', 'week', 'month', 'figure', 'unit', 'value', 'from', 'until', 'n', 'pending', 'flags']);
    const line = lines.find((cells) => cells[2] === 'bill' && cells[3] === 'chat' && cells[9] === 'resolution') ?? [];
    const figure = data.cuts.find(({ cut }) => cut.intent === 'bill' && cut.channel === 'chat')?.figures.resolution;
    expect(line.slice(10)).toEqual(['share', '0.75', String(figure?.from), String(figure?.until), '40', '0', '']);
    expect(lines.every((cells) => cells.length === head.length)).toBe(true);
  });

  test('line 39: hold no text that a spreadsheet would compute, whatever an intent is called', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t=', '\r', '\n', ' =', '＝', '"', ',', 'a');
    fc.assert(fc.property(start, fc.string({ maxLength: 12 }), (first, rest) => {
      const name = `${first}${rest}`.replaceAll('\0', '');
      for (const cell of cellsOf(toCsv(reportOf(customers(name, 1, 1)))).flat()) {
        if (Number.isFinite(Number(cell)) && cell.trim() !== '') continue;
        expect(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell), JSON.stringify(cell)).toBe(false);
      }
    }), { numRuns: 30 });
  });
});

describe('the report as a page', () => {
  test('tells the figures, the gaps and the journey, and each drawing in words as well', () => {
    const page = renderReport(reportOf([...customers('bill', 40, 36), ...customers('outage', 60, 12)]));
    expect(page).toContain('contacts resolved, confirmed or assumed, and not revoked by coming back, of all that ended');
    expect(page).toContain('48.0 %');
    // 60 contacts, a fifth of them solved
    expect(page).toContain('outage on chat: 60 contacts, worth 39');
    expect(page).toContain('aria-label="Map of the journey. asked: 100.0 % of runs came to it, 52.0 % of them left there; solved: 48.0 %');
    expect(page).toContain('asked → solved: 48 runs (48.0 %)');
    for (const [svg] of page.matchAll(/<svg[^>]*>/g)) expect(/aria-hidden="true"|role="img" aria-label="[^"]{10,}"/.test(svg), svg).toBe(true);
    for (const [table] of page.matchAll(/<table[\s\S]*?<\/table>/g)) expect(table).toMatch(/<caption>[\s\S]*<th scope="col"/);
  });

  test('asks the network for nothing and runs nothing', () => {
    const page = renderReport(reportOf(customers('bill', 40, 36)));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/https?:|<script|<link|<img|url\(|@import|\son\w+=/i);
  });

  test('shows names as they are and lets none of them become part of the page', () => {
    fc.assert(fc.property(fc.constantFrom('<script>alert(1)</script>', `" onload="x`, '</style><b>', '&lt;', `'`), fc.string({ maxLength: 8 }), (bad, more) => {
      const name = `${bad}${more}`.replaceAll('\0', '');
      const page = renderReport(reportOf(customers(name, 2, 1), name));
      expect(page).not.toMatch(/<script|<b>alert|\sonload="x/);
      expect(page.match(/<\/style>/g)).toHaveLength(1);
    }), { numRuns: 50 });
    expect(html`<i title="${'"<&\''}">${['<', 1, undefined]}</i>`.markup).toBe('<i title="&#34;&#60;&#38;&#39;">&#60;1</i>');
  });

  test('can be made of any log, an empty one too, without a number that is none', () => {
    expect(renderReport(reportOf([]))).toContain('Not known: first-response.median');
    fc.assert(fc.property(randomLog, (items) => {
      expect(renderReport(reportOf(items))).not.toMatch(/NaN|Infinity|undefined/);
    }), { numRuns: 40 });
  });

  test('is the same as its JSON says, once read back', () => {
    const data = reportOf(customers('bill', 5, 3));
    expect(renderReport(JSON.parse(JSON.stringify(data)))).toBe(renderReport(data));
  });
});

const nothing = { unit: 'share', n: 0, pending: 0, flags: ['empty'] } as const;
const blank = { visited: nothing, dwell: nothing, dwellP90: nothing, left: nothing, stands: 0 };
test('states stand in columns behind all that lead to them, each once, whatever the circles', () => {
  const state = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  expect(layersOf({ states: ['a', 'b', 'c'].map((name) => ({ ...blank, state: name })), steps: [{ from: 'a', to: 'b', times: 1 }, { from: 'b', to: 'c', times: 1 }, { from: 'c', to: 'b', times: 1 }] })).toEqual([['a'], ['b'], ['c']]);
  const late = layersOf({ states: ['over', 'asked', 'person'].map((name) => ({ ...blank, state: name })), steps: [{ from: 'asked', to: 'over', times: 9 }, { from: 'asked', to: 'person', times: 1 }, { from: 'person', to: 'over', times: 1 }, { from: 'person', to: 'person', times: 1 }] });
  expect(late).toEqual([['asked'], ['person'], ['over']]);
  fc.assert(fc.property(fc.array(fc.record({ from: state, to: state, times: fc.constant(1) }), { maxLength: 12 }), (steps) => {
    const layers = layersOf({ states: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...blank, state: name })), steps });
    expect(layers.flat().toSorted((one, other) => (one < other ? -1 : 1))).toEqual(['a', 'b', 'c', 'd', 'e']);
  }));
});
