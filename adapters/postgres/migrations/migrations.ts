import { tables } from './0001-tables.js';
import { rowSecurity } from './0002-row-security.js';
import { workers } from './0003-workers.js';
import { effects } from './0004-effects.js';
import { parts } from './0005-parts.js';
import { commit } from './0006-commit.js';
import { claims } from './0007-claims.js';
import { reading } from './0008-reading.js';
import { listing } from './0009-listing.js';
import { forgetting } from './0010-forgetting.js';
import { hints } from './0011-hints.js';
import { isolation } from './0012-isolation.js';
import { clock } from './0013-clock.js';
import { balance } from './0014-balance.js';
import { balanceOfAll } from './0015-balance-of-all.js';
import { firstBalance } from './0016-first-balance.js';

/**
 * Every step from nothing to the newest schema, in order; append only. A function that is called from outside keeps its name and
 * meaning for good (`_1`, then `_2`), since workers of an older library may still call it while the newest ones begin.
 */
export const schemaMigrations: readonly string[] = [tables, rowSecurity, workers, effects, parts, commit, claims, reading, listing, forgetting, hints, isolation, clock, balance, balanceOfAll, firstBalance];
