import { z } from 'zod';
import { compareGaps, type GapChange } from '../insight/gaps/compare-gaps.js';
import { gapMatrix, worthSchema, type Gap, type GapOptions } from '../insight/gaps/gap-matrix.js';
import { judgeGoal, type GoalStanding, type SmartGoal } from '../insight/goals/smart-goal.js';
import type { Cut, CutName } from '../insight/figures/cut.js';
import { cutNamesSchema, figureSchema, whereSchema } from '../insight/figures/figures-asked.js';
import { momentSchema } from '../insight/figures/moment-schema.js';
import { measureCube, type Measured } from '../insight/figures/measure.js';
import type { FigureName } from '../insight/figures/named-figures.js';
import { readPaths, type PathsSeen } from '../insight/paths/read-paths.js';
import type { Insight, InsightFaults } from '../insight/create-insight.js';
import { journeyPlan, type JourneyPlan } from '../journey/journey-plan.js';
import type { AnyJourney } from '../journey/journey.js';
import { readConfig } from '../model/read-config.js';

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
  /** the goals that are told of; none where absent */
  readonly goals?: readonly SmartGoal[];
  /** what a change did: those who have it are held against those who have not, each gap by itself; `since` is when it began, epoch milliseconds */
  readonly change?: ReportedChange;
  /** whose runs are drawn; none where absent */
  readonly journey?: ReportedJourney;
}

/** Whose runs are drawn. With its `definition` the whole journey is, the states too that nobody came to, and endings are told from where runs were left. */
export interface ReportedJourney { readonly id: string; readonly version?: number; readonly definition?: AnyJourney }

/** A change that is judged: as `{ name: 'version 2', holdout: { segment: 'old' }, changed: { segment: 'new' }, since }`. */
export interface ReportedChange { readonly name: string; readonly holdout: Cut; readonly changed: Cut; readonly since: number }

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
  readonly goals: readonly { readonly goal: SmartGoal; readonly standing: GoalStanding }[];
  readonly change?: { readonly name: string; readonly gaps: readonly GapChange[] };
  readonly journey?: { readonly id: string; readonly version?: number; readonly paths: PathsSeen; readonly plan?: JourneyPlan };
  readonly faults: InsightFaults;
}

const reportSchema = z.strictObject({
  title: z.string(), now: momentSchema, from: momentSchema.exactOptional(), until: momentSchema.exactOptional(),
  by: cutNamesSchema.exactOptional(), trend: z.array(figureSchema).exactOptional(), gaps: worthSchema.exactOptional(),
  // each goal is checked where it is judged
  goals: z.array(z.unknown()).exactOptional(),
  change: z.strictObject({ name: z.string(), holdout: whereSchema, changed: whereSchema, since: momentSchema }).exactOptional(),
  journey: z.strictObject({ id: z.string().min(1), version: z.number().exactOptional(), definition: z.custom<AnyJourney>((given) => typeof given === 'object' && given !== null && 'root' in given, 'is a machine of a journey').exactOptional() }).exactOptional(),
});

/** Collects once what a report tells. InvalidOptions that names the field. */
export function collectReport(insight: Insight, options: ReportOptions): ReportData {
  readConfig<unknown>(reportSchema, options, 'report');
  const { title, now, from, until, by = ['intent', 'channel'], trend = ['resolution', 'fcr', 'csat'], gaps = {}, goals = [], change, journey } = options;
  const between = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const counted = insight.countAt(now);
  const [all = { cut: {}, figures: {} }] = measureCube(counted, insight.rules, between);
  const where = journey === undefined ? {} : { journey: journey.id, ...(journey.version !== undefined && { version: journey.version }) };
  return {
    title, asOf: new Date(now).toISOString(), all,
    cuts: by.length === 0 ? [] : measureCube(counted, insight.rules, { ...between, by }),
    weeks: measureCube(counted, insight.rules, { ...between, by: ['week'], figures: trend }),
    gaps: gapMatrix(insight, { ...gaps, ...between, now }), target: gaps.target ?? 0.85,
    goals: goals.map((goal) => ({ goal, standing: judgeGoal(insight, goal, now) })),
    ...(change !== undefined && { change: changeSeen(insight, { change, gaps: { ...gaps, now } }) }),
    ...(journey !== undefined && { journey: journeySeen(journey, readPaths(insight, { ...between, now, where })) }),
    faults: { ...insight.faults },
  };
}

function changeSeen(insight: Insight, { change: { name, holdout, changed, since }, gaps }: { readonly change: ReportedChange; readonly gaps: GapOptions }): NonNullable<ReportData['change']> {
  const of = (where: Cut): readonly Gap[] => gapMatrix(insight, { ...gaps, from: since, where });
  return { name, gaps: compareGaps(of(holdout), of(changed)) };
}

function journeySeen({ id, version, definition }: ReportedJourney, paths: PathsSeen): NonNullable<ReportData['journey']> {
  const plan = definition === undefined ? undefined : journeyPlan(definition);
  return { id, ...(version !== undefined && { version }), paths, ...(plan !== undefined && { plan }) };
}
