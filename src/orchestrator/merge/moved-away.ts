import type { CustomerState } from '../../customer/customer-state.js';

/** Ends a turn whose customer was merged elsewhere by another process while it was taken: nothing was done, and it is to be done where they live now. */
export class MovedAway extends Error {}

/** Asks whether who is looked for lives in another lane, or is about to. */
export const isAway = ({ mergedInto, outgoing }: CustomerState): boolean => mergedInto !== undefined || (outgoing?.length ?? 0) > 0;
