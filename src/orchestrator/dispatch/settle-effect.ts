import type { EffectBody } from '../../customer/effect-body.js';
import type { Turn } from '../../customer/turn.js';
import type { ActivityMap } from '../../model/activity.js';
import type { Change, DueEffect, Settlement } from '../../ports/store.js';
import { failpoint } from '../failpoint.js';
import { atHome, ownerOf } from '../merge/home-lane.js';
import { takeOwnersTurn } from '../merge/owners-turn.js';
import type { Runtime } from '../runtime.js';
import type { Backoff } from './backoff.js';
import type { QueueWatch } from './queue-watch.js';

/** What the ways to end an effect share. */
export interface EndingParts {
  readonly runtime: Runtime;
  readonly activityOf: (journey: string, version: number, name: string) => ActivityMap[string] | undefined;
  /** tells whether a provider's receipts for this channel name our key themselves */
  readonly receiptsOf: (channel: string) => boolean;
  readonly retry: Backoff & { readonly attempts: number };
  readonly watch: QueueWatch;
  /** keys of effects whose end the store has not taken yet */
  readonly ending: Set<string>;
  /** something may be due at this time, store's clock */
  readonly expect: (due: number) => void;
}

export const about = (due: DueEffect): { readonly tenant: string; readonly customer: string; readonly key: string; readonly attempt: number } => ({ tenant: due.tenant, customer: due.lane, key: due.key, attempt: due.attempt });

interface More { readonly change?: Partial<Change>; readonly whenKept?: () => void }

/** Says how an effect ended, with whatever else is known by it; it rides with the next commit and waits for none. */
export function mark(parts: EndingParts, due: DueEffect, settlement: Settlement, { change = {}, whenKept }: More = {}): void {
  const { runtime } = parts;
  parts.watch.forget(due);
  if (settlement.result !== 'retry') parts.ending.add(due.key);
  runtime.committer.mark({ tenant: due.tenant, lane: due.lane, expect: -1, epoch: runtime.ownership.epoch, effects: { settle: [settlement] }, ...change }, ({ outcome }) => {
    failpoint('after record');
    whenKept?.();
    // the provider's id is another message's already: what was sent stays sent, only its receipts find nobody
    if (!outcome.ok && outcome.why === 'identity') return mark(parts, due, settlement);
    parts.ending.delete(due.key);
    if (settlement.result === 'retry') parts.expect(settlement.due);
    else release(parts, due);
  });
}

/** The head of a queue is settled: where another stood behind it, the store has something to hand out. */
export function release({ watch, expect, runtime }: EndingParts, due: DueEffect): void {
  const awaited = watch.settled(due);
  if (awaited) expect(runtime.storeNow());
  // another process may have put one behind it
  else if (runtime.ownership.shared && due.queue !== undefined) expect(runtime.storeNow() + soonMs);
}

/** how long a message waits that another process put behind one of this process, milliseconds: one look for many */
const soonMs = 50;

/** Decides what its end is to the journey, where the owner of the effect lives. */
export async function inOwnersLane({ runtime }: EndingParts, due: DueEffect, { instance }: EffectBody, decide: (turn: Turn) => string | Promise<string>): Promise<void> {
  await atHome(runtime, ownerOf(due, instance), (home) => takeOwnersTurn(runtime, home, due, decide));
}
