import { cutNames } from '../insight/figures/cut.js';
import type { Measured } from '../insight/figures/measure.js';
import type { GapChange } from '../insight/gaps/compare-gaps.js';
import type { ReportData } from './collect-report.js';

/**
 * The figures of a report as CSV (RFC 4180, UTF-8, CRLF): one line for each figure of each cut, with its interval, how many it is made of, and its flags. A text
 * that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
 */
export function toCsv({ all, cuts, weeks, goals, change }: Pick<ReportData, 'all' | 'cuts' | 'weeks' | 'goals' | 'change'>): string {
  const head = [...cutNames, 'figure', 'unit', 'value', 'from', 'until', 'n', 'pending', 'flags'];
  const lines = [...[all, ...cuts, ...weeks].flatMap(linesOf), ...goals.map(goalLine), ...(change?.gaps ?? []).map(changeLine)];
  return [head, ...lines].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

/** A goal is its figure of its own stretch of time, and how it stands with it. */
const goalLine = ({ goal, standing: { figure, status } }: ReportData['goals'][number]): readonly CellValue[] =>
  [...cutNames.map((cutName) => goal.where?.[cutName]), `goal ${goal.id}`, figure.unit, figure.value, figure.from, figure.until, figure.n, figure.pending, [status, ...figure.flags].join(' ')];

const changeLine = ({ intent, channel, after, difference, from, until, verdict }: GapChange): readonly CellValue[] =>
  [...cutNames.map((cutName) => (cutName === 'intent' ? intent : cutName === 'channel' ? channel : undefined)), 'difference to holdout', 'share', difference, from, until, after.success.n, after.success.pending, verdict];

type CellValue = string | number | undefined;

const linesOf = ({ cut, figures }: Measured): readonly (readonly CellValue[])[] => Object.entries(figures).map(([name, figure]) =>
  [...cutNames.map((cutName) => cut[cutName]), name, figure.unit, figure.value, figure.from, figure.until, figure.n, figure.pending, figure.flags.join(' ')]);

function toCell(value: CellValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** how a cell begins that a spreadsheet computes, behind blanks as well; the wide ones are taken for the others in East Asia */
const formula = /^\s*[=+\-@\t\r＝＋－＠]|^[\t\r\n]/;
