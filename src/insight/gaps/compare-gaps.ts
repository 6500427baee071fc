import type { Gap } from './gap-matrix.js';

/** What became of one gap between two matrices. */
export interface GapChange {
  readonly intent: string;
  readonly channel: string;
  readonly before: Gap;
  readonly after: Gap;
  /** the second share less the first, with its interval; absent where one of them is not known */
  readonly difference?: number;
  readonly from?: number;
  readonly until?: number;
  /** `not-yet` while the interval holds no difference as well */
  readonly verdict: 'better' | 'worse' | 'not-yet';
}

/**
 * Holds a matrix against a frozen one, or the matrix of those who got something new against that of a holdout (`where: { segment }`): what changed, in the
 * order of the first. The interval of a difference is Newcombe's, made of the two Wilson intervals. Looked at many times, or over many cells, some will
 * seem to differ by chance: what is decided by it is better tried as an experiment.
 */
export function compareGaps(before: readonly Gap[], after: readonly Gap[]): readonly GapChange[] {
  return before.flatMap((one) => {
    const again = after.find(({ intent, channel }) => intent === one.intent && channel === one.channel);
    return again === undefined ? [] : [changeOf(one, again)];
  });
}

function changeOf(before: Gap, after: Gap): GapChange {
  const cell = { intent: before.intent, channel: before.channel, before, after };
  const [one, other] = [before.success, after.success];
  if (one.value === undefined || other.value === undefined || one.from === undefined || one.until === undefined || other.from === undefined || other.until === undefined) return { ...cell, verdict: 'not-yet' };
  const difference = other.value - one.value;
  const from = difference - Math.hypot(other.value - other.from, one.until - one.value);
  const until = difference + Math.hypot(other.until - other.value, one.value - one.from);
  return { ...cell, difference, from, until, verdict: from > 0 ? 'better' : until < 0 ? 'worse' : 'not-yet' };
}
