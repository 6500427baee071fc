import { gapMatrix, type Gap, type GapOptions } from '../insight/gaps/gap-matrix.js';
import { measureCube, type CutName, type Measured } from '../insight/figures/measure.js';
import type { FigureName } from '../insight/figures/named-figures.js';
import { readPaths, type PathsSeen } from '../insight/paths/read-paths.js';
import type { Insight, InsightFaults } from '../insight/create-insight.js';

/** What a report tells of. */
export interface ReportOptions {
  readonly title: string;
  /** as of when, epoch milliseconds */
  readonly now: number;
  /** only what began from here on, and before it, by days of UTC */
  readonly from?: number;
  readonly until?: number;
  /** how the figures are cut besides the whole; by intent and channel where absent */
  readonly by?: readonly CutName[];
  /** figures whose way from week to week is drawn; `resolution`, `fcr` and `csat` where absent */
  readonly trend?: readonly FigureName[];
  /** what a gap costs */
  readonly gaps?: Pick<GapOptions, 'success' | 'target' | 'costRecontact' | 'effortPenalty' | 'fixability'>;
  /** whose runs are drawn; none where absent */
  readonly journey?: { readonly id: string; readonly version?: number };
}

/** All that a report tells, as plain JSON: `JSON.stringify` it, or hand it to `toCsv` and `renderReport`, which tell the same numbers. */
export interface ReportData {
  readonly title: string;
  /** RFC 3339, UTC */
  readonly asOf: string;
  readonly all: Measured;
  readonly cuts: readonly Measured[];
  readonly weeks: readonly Measured[];
  readonly gaps: readonly Gap[];
  readonly target: number;
  readonly journey?: { readonly id: string; readonly version?: number; readonly paths: PathsSeen };
  readonly faults: InsightFaults;
}

/** Collects once what a report tells. */
export function collectReport(insight: Insight, options: ReportOptions): ReportData {
  const { title, now, from, until, by = ['intent', 'channel'], trend = ['resolution', 'fcr', 'csat'], gaps = {}, journey } = options;
  const between = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const counted = insight.countAt(now);
  const [all = { cut: {}, figures: {} }] = measureCube(counted, insight.rules, between);
  const where = journey === undefined ? {} : { journey: journey.id, ...(journey.version !== undefined && { version: journey.version }) };
  return {
    title, asOf: new Date(now).toISOString(), all,
    cuts: by.length === 0 ? [] : measureCube(counted, insight.rules, { ...between, by }),
    weeks: measureCube(counted, insight.rules, { ...between, by: ['week'], figures: trend }),
    gaps: gapMatrix(insight, { ...gaps, ...between, now }), target: gaps.target ?? 0.85,
    ...(journey !== undefined && { journey: { ...journey, paths: readPaths(insight, { ...between, now, where }) } }),
    faults: { ...insight.faults },
  };
}
