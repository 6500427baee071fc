import { dayOf } from '../day-of.js';
import { versionAt } from '../fold/episode.js';
import { stretchesOf, type Placed } from '../fold/stretches.js';
import type { About, Count } from '../fold/tally.js';
import type { InsightDefinition } from '../define-insight.js';
import type { RunMove } from '../log/log-item.js';
import { countTime } from '../times/count-time.js';

/** One move of a run, where it stands in the log. */
export interface RunStep extends Placed, Pick<RunMove, 'journey' | 'from' | 'to'> { readonly customer: string }
/** Whose run, and when it is judged. */
export interface RunsOf { readonly now: number; readonly rules: InsightDefinition }

/** states of a way that are told; two that begin the same count as one */
const longestWay = 12;

/**
 * The ways that runs took, by journey and version (care-rules 3.26): `run` how many began, `way` the states one after the other, `step` each move,
 * `state` who came to it, how long they stayed, and who stands there or, once it has been quiet for `quietRunMs`, left the journey there.
 */
export function observeRun(steps: readonly RunStep[], { now, rules }: RunsOf, count: Count): void {
  const [first] = steps;
  if (first === undefined) return;
  const segment = rules.segmentOf?.(first.customer);
  const about: About = { day: dayOf(first.at), journey: first.journey, version: versionAt(rules, first.journey, first.at), segment };
  const states = [...(first.from === undefined ? [] : [first.from]), ...steps.map(({ to }) => to)];
  count('run', about, 'n');
  count('way', { about, of: JSON.stringify(states.slice(0, longestWay)) }, 'n');
  for (const state of new Set(states)) count('state', { about, of: state }, 'visited');
  steps.forEach((step, index) => move(step, steps[index + 1], { about, count }));
  const last = steps.at(-1) ?? first;
  count('state', { about, of: last.to }, now > last.at + rules.quietRunMs ? 'left' : 'stands');
}

function move(step: RunStep, next: RunStep | undefined, { about, count }: { readonly about: About; readonly count: Count }): void {
  if (step.from !== undefined) count('step', { about, of: JSON.stringify([step.from, step.to]) }, 'n');
  count('state', { about, of: step.to }, 'entered');
  if (next !== undefined) countTime(count, { metric: 'state', about: { about, of: step.to } }, next.at - step.at);
}

/** When the run began that a moment belongs to, as far as the log tells. */
export function runBegan(steps: readonly RunStep[], at: number, { quietRunMs }: InsightDefinition): number | undefined {
  return stretchesOf(steps, quietRunMs).findLast(([first]) => first !== undefined && first.at <= at)?.[0]?.at;
}
