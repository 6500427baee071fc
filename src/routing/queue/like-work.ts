import type { WorkItem } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';
import { compareAge } from './score-work.js';

/** Contacts of one queue that are alike in channel, priority and skills. */
export interface Like {
  readonly key: string;
  readonly channel: string;
  /** puts a contact where it belongs at a moment; it may stand elsewhere yet */
  place(item: WorkItem, at: number): void;
  remove(item: WorkItem): void;
  isEmpty(): boolean;
  /** those among whom the most urgent one is, for any agent: what stands behind the oldest of a list is neither more urgent nor content with less */
  heads(): Iterable<WorkItem>;
}

/**
 * Makes an empty one. Contacts whose promise is not at risk, and those whose promise is broken, are served by age. Between the two each becomes more
 * urgent at a pace of its own, and some are kept for or were refused by somebody: these few are looked at one by one.
 */
export function createLike(key: string, channel: string, policy: QueuePolicy): Like {
  const [calm, late, own]: [WorkItem[], WorkItem[], Set<WorkItem>] = [[], [], new Set()];
  const remove = (item: WorkItem): void => {
    own.delete(item);
    for (const list of [calm, late]) removeFrom(list, item);
  };
  return {
    key, channel, remove,
    place: (item, at) => {
      remove(item);
      const { riskAt = Infinity, dueAt = Infinity } = item.promised ?? {};
      if (at < ownUntil(policy, item) || (riskAt <= at && at < dueAt)) own.add(item);
      else insertInto(at < riskAt ? calm : late, item);
    },
    isEmpty: () => calm.length + late.length + own.size === 0,
    *heads() {
      if (calm[0] !== undefined) yield calm[0];
      if (late[0] !== undefined) yield late[0];
      yield* own;
    },
  };
}

/** When a contact may be elsewhere than before by time alone, epoch milliseconds. */
export const placedAgainAt = (policy: QueuePolicy, item: WorkItem): readonly number[] => [ownUntil(policy, item), ...(item.promised === undefined ? [] : [item.promised.riskAt, item.promised.dueAt])];

/** until when not everybody who could have others like it may have this one */
function ownUntil({ match: { preferredRings, askAgainMs } }: QueuePolicy, { since, preferred = [], keptUntil = since, refused = [] }: WorkItem): number {
  const ringsUntil = preferred.length === 0 ? since : preferredRings.reduce((end, { forMs }) => end + forMs, since);
  return refused.reduce((last, { at }) => Math.max(last, at + askAgainMs), Math.max(ringsUntil, keptUntil));
}

function insertInto(list: WorkItem[], item: WorkItem): void {
  list.splice(positionIn(list, item), 0, item);
}

function removeFrom(list: WorkItem[], item: WorkItem): void {
  const at = positionIn(list, item);
  if (list[at] === item) list.splice(at, 1);
}

/** the first place whose contact is not older */
function positionIn(list: readonly WorkItem[], item: WorkItem): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = list[middle];
    if (there !== undefined && compareAge(there, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
