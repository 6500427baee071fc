import type { CustomerState } from '../../customer/customer-state.js';

/** Ends a turn whose customer was merged elsewhere by another process while it was taken: nothing was done, and it is to be done where they live now. */
export class MovedAway extends Error {}

/** Asks whether who is looked for lives in another lane, or is about to. */
export const isAway = ({ mergedInto, outgoing }: CustomerState): boolean => mergedInto !== undefined || (outgoing?.length ?? 0) > 0;

/** What a piece of work gave; `undefined` where its customer was merged elsewhere meanwhile, and it is to be done where they live now. */
export async function unlessMoved<T>(work: Promise<T>): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof MovedAway) return undefined;
    throw error;
  }
}
