/** As `Promise.all`, but rejects only when all have come to an end: what still runs would write into a folder that is being removed. */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
