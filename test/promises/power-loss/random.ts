/** Numbers that are the same again for the same seed. */
export interface Random {
  /** from 0 up to and without `below`, whole */
  whole(below: number): number;
  /** true so often, 0 to 1 */
  chance(share: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return { whole, chance: (share) => next() < share, pick: (values) => values[whole(values.length)] ?? values[0] };
}
