import { JourneyError } from '../../errors/index.js';
import type { Clock } from '../../ports/clock.js';
import type { Change, Outcome, Store } from '../../ports/store.js';
import { failpoint } from '../failpoint.js';
import type { Halt } from '../halt.js';
import type { Ownership } from '../store/ownership.js';

/** Many customers' commits in one batch: they share one sync, and every acknowledgement waits for it. */
export interface Committer {
  /** Resolves when the batch with this change is durable. `resent`: an earlier try's outcome was unknown, so `duplicate` may be that very try. */
  commit(change: Change): Promise<Committed>;
  /** Adds marks (`expect: -1`) that ride with the next batch, or go alone after a moment; `then` runs once the store has answered. */
  mark(change: Change, then?: (committed: Committed) => void): void;
  /** changes the store has taken or refused so far: does it answer at all? */
  readonly taken: number;
  /** resolves when nothing waits or is on its way */
  flush(): Promise<void>;
}
export interface Committed { readonly outcome: Outcome; readonly resent: boolean }

export interface CommitterParts { readonly store: Store; readonly clock: Clock; readonly halt: Halt; readonly ownership: Ownership }

interface Waiting { readonly change: Change; readonly settle?: (committed: Committed) => void; readonly fail?: (error: unknown) => void }

/** milliseconds a mark waits for a batch to ride with */
const markDelayMs = 20;
/** milliseconds until a mark that was not taken goes again */
const againMs = 1_000;
/** batches under way at once where a store is a server's: the way there and back takes time in which it could work */
const mostOnTheWay = 4;

/** Opens the group commit of a store. A batch that is refused as a whole is tried once more change by change, so that one poison change fails alone. */
export function createCommitter({ store, clock, halt, ownership }: CommitterParts): Committer {
  const queue: Waiting[] = [];
  const marks: Waiting[] = [];
  const onTheWay = new Set<Promise<void>>();
  const most = store.info.shared ? mostOnTheWay : 1;
  let planned = false;
  let markTimer: (() => void) | undefined;
  let closing = false;
  let taken = 0;

  // another batch beside one that is under way is worth it only when it is a full one
  const mayStart = (): boolean => queue.length + marks.length > 0 && (onTheWay.size === 0 || (onTheWay.size < most && queue.length >= store.info.maxBatch));
  const plan = (): void => {
    if (planned || !mayStart()) return;
    planned = true;
    clock.soon(() => { planned = false; start(); });
  };
  const start = (): void => {
    if (!mayStart()) return;
    const batch = write({ store, halt, ownership }, take()).then((untaken) => { onTheWay.delete(batch); again(untaken); start(); });
    onTheWay.add(batch);
  };
  const again = (untaken: readonly Waiting[]): void => {
    if (untaken.length === 0 || closing) return;
    clock.after(againMs, () => { marks.push(...untaken.map((one) => ({ ...one, change: { ...one.change, epoch: ownership.epoch } }))); plan(); });
  };
  const take = (): readonly Waiting[] => {
    markTimer?.();
    markTimer = undefined;
    // marks go first: an effect that is settled here lets the next of its queue be born claimed in the same batch
    const riding = marks.splice(0, store.info.maxBatch);
    return [...riding, ...queue.splice(0, store.info.maxBatch - riding.length)];
  };
  return {
    get taken() { return taken; },
    commit: (change) => new Promise((resolve, reject) => { queue.push({ change, settle: (committed) => { taken += 1; resolve(committed); }, fail: reject }); plan(); }),
    mark(change, then) {
      marks.push(then === undefined ? { change } : { change, settle: then });
      if (marks.length >= store.info.maxBatch) plan();
      else markTimer ??= clock.after(markDelayMs, () => { markTimer = undefined; plan(); });
    },
    async flush() {
      closing = true;
      do {
        start();
        await Promise.all(onTheWay);
      } while (queue.length + marks.length > 0 || onTheWay.size > 0);
    },
  };
}

/** Writes a batch; answers the marks that were not taken and must go again: what they settle has happened. */
async function write({ store, halt, ownership }: Omit<CommitterParts, 'clock'>, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
  const whole = await attempt(store, batch.map((one) => one.change));
  if (whole !== 'refused' && whole !== 'silent') {
    const lost = batch.filter((one, i) => ownership.shared && isLostMark(one, whole[i]));
    batch.forEach((one, i) => { if (!lost.includes(one)) settle(one, whole[i], false); });
    return lost;
  }
  const untaken: Waiting[] = [];
  for (const one of batch) {
    // a store that does not answer at all would not answer each of them either
    const alone = whole === 'silent' || halt.cause !== undefined ? 'silent' : await attempt(store, [one.change]);
    if (alone !== 'refused' && alone !== 'silent' && !(ownership.shared && isLostMark(one, alone[0]))) settle(one, alone[0], true);
    else if (one.fail === undefined) untaken.push(one);
    else one.fail(halt.cause ?? new JourneyError('StoreUnavailable', 'The store did not take the commit; nothing was acknowledged, so send the event again.'));
  }
  return halt.cause === undefined ? untaken : [];
}

/** The lease ran out: what it settles has happened all the same, and is told again once there is a new one. */
const isLostMark = (one: Waiting, outcome: Outcome | undefined): boolean => one.fail === undefined && outcome?.ok === false && outcome.why === 'fenced';

async function attempt(store: Store, changes: readonly Change[]): Promise<readonly Outcome[] | 'refused' | 'silent'> {
  failpoint('before commit');
  try {
    return await store.commit(changes);
  } catch (error) {
    // a time-out names its limit
    return JourneyError.is(error, 'StoreUnavailable') && error.facts.limit !== undefined ? 'silent' : 'refused';
  }
}

function settle(one: Waiting, outcome: Outcome | undefined, resent: boolean): void {
  failpoint('after commit before acknowledge');
  if (outcome !== undefined) one.settle?.({ outcome, resent });
}
