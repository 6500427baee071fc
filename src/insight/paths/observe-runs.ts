import { dayOf } from '../day-of.js';
import { versionAt } from '../fold/episode.js';
import { stretchesOf, type Placed } from '../fold/stretches.js';
import type { About, Count, Within } from '../fold/tally.js';
import type { InsightDefinition } from '../define-insight.js';
import type { RunMove } from '../log/log-item.js';
import { countTime } from '../times/count-time.js';

/** One move of a run, where it stands in the log. */
export interface RunStep extends Placed, Pick<RunMove, 'journey' | 'version' | 'from' | 'to'> { readonly customer: string }
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
  const about: About = { day: dayOf(first.at), journey: first.journey, version: first.version ?? versionAt(rules, first.journey, first.at), segment };
  const states = [...(first.from === undefined ? [] : [first.from]), ...steps.map(({ to }) => to)];
  count('run', about, 'n');
  count('way', { about, of: JSON.stringify(states.slice(0, longestWay)) }, 'n');
  const visited = new Set<string>();
  if (first.from !== undefined) visit({ about, of: first.from }, { visited, count });
  steps.forEach((step, index) => {
    const state = { about, of: step.to };
    visit(state, { visited, count });
    move(step, steps[index + 1], { state, count });
  });
  const last = steps.at(-1) ?? first;
  count('state', { about, of: last.to }, now > last.at + rules.quietRunMs ? 'left' : 'stands');
}

function visit(state: Within, { visited, count }: { readonly visited: Set<string>; readonly count: Count }): void {
  if (!visited.has(state.of)) count('state', state, 'visited');
  visited.add(state.of);
}

function move({ from, to, at }: RunStep, next: RunStep | undefined, { state, count }: { readonly state: Within; readonly count: Count }): void {
  count('state', state, 'entered');
  if (next !== undefined) countTime(count, { metric: 'state', about: state }, next.at - at);
  if (from !== undefined) count('step', { about: state.about, of: JSON.stringify([from, to]) }, 'n');
}

/** When the run began that a moment belongs to, as far as the log tells. */
export function runBegan(steps: readonly RunStep[], at: number, { quietRunMs }: InsightDefinition): number | undefined {
  return stretchesOf(steps, quietRunMs).findLast(([first]) => first !== undefined && first.at <= at)?.[0]?.at;
}
