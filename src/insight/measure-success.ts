import type { ChannelSuccess } from '../model/channel-success.js';
import type { SuccessTally } from '../model/success-tally.js';
import { decayedSuccess, type Decayed } from './decayed-success.js';
import type { SuccessMeasure } from './success-measure.js';
import { wilsonBounds, type Bounds } from './wilson-bounds.js';

/** Which intent is asked about; `now` in epoch milliseconds. */
export interface SuccessAsked {
  readonly intent: string;
  readonly now: number;
  /** intents that are much like it; they speak for it where little is known of it */
  readonly family?: readonly string[];
}

/**
 * How well each channel solves an intent now (care-rules 3.17), for `chooseChannel`: every channel that any issue of the intent or its family was
 * counted on, in the order of the tallies. While the tallies stay the same the answer does, for a day by UTC.
 */
export function measureSuccess(tallies: readonly SuccessTally[], asked: SuccessAsked, measure: SuccessMeasure): readonly ChannelSuccess[] {
  const others = new Set(asked.family?.filter((intent) => intent !== asked.intent));
  const counted = tallies.filter(({ intent }) => intent === asked.intent || others.has(intent));
  return [...Map.groupBy(counted, ({ channel }) => channel)].map(([channel, some]) => {
    const sumOf = (isMeant: (intent: string) => boolean): Decayed => sum(some.filter(({ intent }) => isMeant(intent)).map((tally) => decayedSuccess(tally, { now: asked.now, halfLifeDays: measure.halfLifeDays })));
    const own = sumOf((intent) => intent === asked.intent);
    return { channel, ...own, ...boundsOf(own, sumOf((intent) => others.has(intent)), measure) };
  });
}

const sum = (some: readonly Decayed[]): Decayed => some.reduce((total, { issues, solved }) => ({ issues: total.issues + issues, solved: total.solved + solved }), { issues: 0, solved: 0 });

/** The family counts as a few issues at its own share, `(n·p + e·p0) / (n + e)` (care-rules 3.14), and never for more than it has. */
function boundsOf(own: Decayed, family: Decayed, { z, priorIssues }: SuccessMeasure): Bounds {
  const evidence = Math.min(priorIssues, family.issues);
  const solved = family.issues > 0 ? evidence * (family.solved / family.issues) : 0;
  const issues = own.issues + evidence;
  return wilsonBounds(Math.min(own.solved + solved, issues), issues, z);
}
