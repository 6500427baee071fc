import * as real from '../../../../../../../adapters/sqlite/claim-due.js';

export type { ClaimQuery } from '../../../../../../../adapters/sqlite/claim-due.js';

/** The bug: a try counts once it has ended, so that one which takes its process down was never made. */
export const claimEffects: typeof real.claimEffects = (session, query, now) => uncounted(real.claimEffects(session, query, now));
export const claimTimers: typeof real.claimTimers = (session, query, now) => uncounted(real.claimTimers(session, query, now));

const uncounted = <T extends { readonly due: readonly { readonly attempt: number }[] }>(claimed: T): T => ({ ...claimed, due: claimed.due.map((one) => ({ ...one, attempt: 1 })) });
