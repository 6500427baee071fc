import type { TurnWorld } from '../customer/turn-world.js';
import type { Clock } from '../ports/clock.js';
import type { LaneKey, Store } from '../ports/store.js';
import type { AfterCommit } from './lane/after-commit.js';
import type { ReadChannelModel } from './channels/channel-model.js';
import type { Committer } from './lane/committer.js';
import type { CustomerCache } from './lane/customer-cache.js';
import type { Lanes } from './lane/lanes.js';
import type { Tell } from './orchestrator-events.js';
import type { Ownership } from './store/ownership.js';

/** What the parts of one running orchestrator share. */
export interface Runtime {
  readonly store: Store;
  readonly clock: Clock;
  readonly world: TurnWorld;
  readonly lanes: Lanes;
  readonly customers: CustomerCache;
  readonly committer: Committer;
  /** lets go of what this process has in memory of a customer who was erased, or of all */
  readonly forget: (gone: LaneKey | 'all') => void;
  readonly tell: Tell;
  /** sets going what a commit made due */
  readonly after: AfterCommit;
  readonly worker: string;
  readonly random: () => number;
  /** the store's clock, as far as this process knows it */
  readonly storeNow: () => number;
  /** Resolves once `storeNow` can be relied upon again; absent where it can, as it does unless somebody set the clock of this process. */
  readonly sureTime: () => Promise<void> | undefined;
  /** the store said what time it is */
  readonly sawStoreTime: (now: number) => void;
  readonly ownership: Ownership;
  /** how well channels do; absent where the host chooses none */
  readonly channelModel?: ReadChannelModel;
}
