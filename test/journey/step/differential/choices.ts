import fc from 'fast-check';

/** Random choices that fast-check can shrink: the first of a list and the smallest number are the simplest. */
export interface Choices {
  number(max: number): number;
  chance(percent: number): boolean;
  of<T>(list: readonly [T, ...T[]]): T;
  times<T>(min: number, max: number, make: (index: number) => T): T[];
}

export function choicesFrom(gen: fc.GeneratorValue): Choices {
  const number = (max: number): number => gen(fc.integer, { min: 0, max });
  return {
    number,
    chance: (percent) => number(99) >= 100 - percent,
    of: (list) => list[number(list.length - 1)] ?? list[0],
    times: (min, max, make) => Array.from({ length: min + number(max - min) }, (_, index) => make(index)),
  };
}
