/** Everything that a simulation leaves to chance, told by one seed, so that a run which failed can be run again. */
export interface Chance {
  /** a whole number from 0 to below `count` */
  below(count: number): number;
  /** true once in so many times */
  oneIn(count: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** from 0 to below 1, as `Math.random` gives it */
  next(): number;
}

/** Marsaglia's xorshift on 32 bits. */
export function createChance(seed: number): Chance {
  let state = (seed + 1) * 2_654_435_761 | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  // the first numbers of seeds that are neighbours are neighbours too
  for (let n = 0; n < 8; n += 1) next();
  return { next, below, oneIn: (count) => below(count) === 0, pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first };
}
