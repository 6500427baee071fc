import type { BrokenStore } from './break-store.js';
import { brokenBalance } from './broken-balance.js';
import { brokenCommit } from './broken-commit.js';
import { brokenDedupe } from './broken-dedupe.js';
import { brokenEffects } from './broken-effects.js';
import { brokenFidelity } from './broken-fidelity.js';
import { brokenIdentity } from './broken-identity.js';
import { brokenLife } from './broken-life.js';
import { brokenList } from './broken-list.js';
import { brokenLog } from './broken-log.js';
import { brokenQueues } from './broken-queues.js';
import { brokenRetention } from './broken-retention.js';
import { brokenTimers } from './broken-timers.js';

/** One store per way to break the contract. */
export const brokenStores: readonly BrokenStore[] = [
  ...brokenLife, ...brokenCommit, ...brokenDedupe, ...brokenIdentity, ...brokenList, ...brokenTimers, ...brokenEffects, ...brokenQueues, ...brokenLog, ...brokenRetention, ...brokenFidelity, ...brokenBalance,
];
