import type { MergeRule, Reentry } from '../../model/declaration.js';
import { endInstance } from '../instance/end-instance.js';
import type { InstanceState } from '../instance/instance-state.js';
import { declarationOf } from '../journey-book.js';
import { instanceIn, type Turn } from '../turn.js';

/**
 * Where both customers are in one journey with one key, one run goes on and the other leaves with the reason `merged`, by the journey's
 * own rule (care-rules 2.1 F): two live runs with one key must never be. Answers those that left, as they were.
 */
export function endTwins(turn: Turn, mine: readonly InstanceState[], theirs: readonly InstanceState[]): readonly InstanceState[] {
  return theirs.flatMap((run) => {
    const twin = mine.find((own) => instanceIn(turn, own.id) !== undefined && own.journey === run.journey && (!perKey(turn, run) || own.key === run.key));
    if (twin === undefined) return [];
    const loser = losing(rule(turn, run), twin, run);
    endInstance(turn, loser, { reason: 'merged', forced: true });
    return [loser];
  });
}

const newest = (turn: Turn, { journey }: InstanceState): ReturnType<typeof declarationOf> | undefined => { const found = turn.world.book.latest(journey); return found === undefined ? undefined : declarationOf(found); };
const perKey = (turn: Turn, run: InstanceState): boolean => { const reentry: Reentry | undefined = newest(turn, run)?.entry.reentry; return reentry?.mode === 'per-key' || reentry?.mode === 'restart'; };
const rule = (turn: Turn, run: InstanceState): MergeRule => newest(turn, run)?.onMerge ?? 'keep-oldest';

/** A tie is decided by the id, so that both orders of a merge end the same. */
function losing(by: MergeRule, a: InstanceState, b: InstanceState): InstanceState {
  const older = a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
  const first = by === 'keep-oldest' ? older : b.steps - a.steps || older;
  return first < 0 ? b : a;
}
