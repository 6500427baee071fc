import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { readConfig } from '../../model/read-config.js';
import type { Insight } from '../create-insight.js';
import type { Figure } from '../figures/figure.js';
import { cutSchema, type Cut } from '../figures/cut.js';
import { figureSchema } from '../figures/figures-asked.js';
import { momentSchema } from '../figures/moment-schema.js';
import { measure } from '../figures/measure.js';
import { unitOf, type FigureName } from '../figures/named-figures.js';

/** A goal that is specific, measurable and dated, as a team writes it down. */
export interface SmartGoalOptions {
  readonly id: string;
  /** what is to become better */
  readonly figure: FigureName;
  /** of what; of all where absent */
  readonly where?: Cut;
  /** the figure when the goal was set, in its unit: a share is 0 to 1; it never moves */
  readonly baseline: number;
  /** what it shall be; below the baseline where less is better */
  readonly target: number;
  /** what begins from here on counts, until the goal's date; epoch milliseconds, by days of UTC */
  readonly from: number;
  readonly until: number;
  /** below this many nothing is said; 30 */
  readonly minimumSample?: number;
}
/** A goal that was checked. */
export type SmartGoal = Required<Omit<SmartGoalOptions, 'where'>> & Pick<SmartGoalOptions, 'where'>;

/** How it stands with a goal. `too-few` says that nothing can be said, also once its date has passed: then it is neither achieved nor missed. */
export interface GoalStanding {
  readonly status: 'achieved' | 'on-track' | 'at-risk' | 'missed' | 'too-few';
  readonly figure: Figure;
  /** where the straight way from baseline to target is now */
  readonly expected: number;
  /** one sentence for a person */
  readonly because: string;
}

const goalSchema = z.strictObject({
  id: z.string().min(1).max(255),
  figure: figureSchema, where: cutSchema.exactOptional(),
  baseline: z.number(), target: z.number(), from: momentSchema, until: momentSchema,
  minimumSample: z.int().min(1).default(30),
}).readonly();

/** Checks a goal once: its date lies behind its beginning, its target is not its baseline, and where it is about a share both are 0 to 1. InvalidOptions. */
export function defineGoal(options: SmartGoalOptions): SmartGoal {
  const goal: SmartGoal = readConfig(goalSchema, options, 'goal');
  if (goal.until <= goal.from) throw new JourneyError('InvalidOptions', 'goal.until: a goal ends after it begins.', { path: 'goal.until', paths: ['goal.until'] });
  if (goal.target === goal.baseline) throw new JourneyError('InvalidOptions', 'goal.target: a goal is to be better or to be less than its baseline.', { path: 'goal.target', paths: ['goal.target'] });
  for (const field of ['baseline', 'target'] as const) checkShare(goal, field);
  return goal;
}

function checkShare(goal: SmartGoal, field: 'baseline' | 'target'): void {
  const path = `goal.${field}`;
  if (unitOf(goal.figure) === 'share' && (goal[field] < 0 || goal[field] > 1)) throw new JourneyError('InvalidOptions', `${path}: a share is 0 to 1, as 0.8 for 80 %.`, { path, paths: [path] });
}

/** Judges a goal by what the log tells now, epoch milliseconds. InvalidOptions. */
export function judgeGoal(insight: Insight, goal: SmartGoal, now: number): GoalStanding {
  check(goal, now);
  const [row] = measure(insight, { now, figures: [goal.figure], from: goal.from, until: goal.until, ...(goal.where !== undefined && { where: goal.where }) });
  const figure = row?.figures[goal.figure] ?? { unit: 'share', n: 0, pending: 0, flags: ['empty'] };
  return standingOf(goal, figure, now);
}

/**
 * The rule alone. Before its date a goal is achieved only where even the unsure end of the interval reaches the target, since more is to come; on track
 * while the figure is on or beyond the straight way to it. On its date the figure itself decides. InvalidOptions.
 */
export function standingOf(goal: SmartGoal, figure: Figure, now: number): GoalStanding {
  check(goal, now);
  const passed = Math.min(1, Math.max(0, (now - goal.from) / (goal.until - goal.from)));
  const expected = goal.baseline + (goal.target - goal.baseline) * passed;
  const { status, because } = verdict(goal, figure, { expected, isOver: now >= goal.until });
  return { status, figure, expected, because };
}

/** A goal that was kept as JSON may have been written by hand since. */
function check(goal: SmartGoal, now: number): void {
  defineGoal(goal);
  readConfig(momentSchema, now, 'now');
}

function verdict(goal: SmartGoal, { value, from, until, n }: Figure, { expected, isOver }: { readonly expected: number; readonly isOver: boolean }): Pick<GoalStanding, 'status' | 'because'> {
  if (value === undefined || n < goal.minimumSample) return { status: 'too-few', because: `${n} were counted, and ${goal.minimumSample} are needed` };
  const rises = goal.target > goal.baseline;
  const reaches = (figure: number, line: number): boolean => (rises ? figure >= line : figure <= line);
  if (isOver) return reaches(value, goal.target) ? { status: 'achieved', because: 'its date has come and the target is reached' } : { status: 'missed', because: 'its date has come and the target is not reached' };
  const unsure = rises ? from : until;
  if (unsure !== undefined && reaches(unsure, goal.target)) return { status: 'achieved', because: 'the target is reached by the whole interval' };
  return reaches(value, expected) ? { status: 'on-track', because: 'the figure is on or beyond the straight way to the target' } : { status: 'at-risk', because: 'the figure is behind the straight way to the target' };
}
