/** A count as SQL takes it: there a negative one is an error, and so is what is no whole number. */
export function rowLimit(limit: number): number {
  return Number.isNaN(limit) ? 0 : Math.min(Math.max(0, Math.floor(limit)), Number.MAX_SAFE_INTEGER);
}
