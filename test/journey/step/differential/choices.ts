import fc from 'fast-check';

/** Random choices that fast-check can shrink: the first of a list and the smallest number are the simplest. */
export interface Choices {
  number(max: number): number;
  chance(percent: number): boolean;
  of<T>(list: readonly [T, ...T[]]): T;
  times<T>(min: number, max: number, make: (index: number) => T): T[];
}

export function choicesFrom(gen: fc.GeneratorValue): Choices {
  const number = (max: number): number => gen(upTo(max));
  return {
    number,
    chance: (percent) => number(99) >= 100 - percent,
    of: (list) => list[number(list.length - 1)] ?? list[0],
    times: (min, max, make) => Array.from({ length: min + number(max - min) }, (_, index) => make(index)),
  };
}

/** fast-check looks up what it made before by function and then by all arguments one by one; with a function for each bound it finds it at once. */
function upTo(max: number): () => fc.Arbitrary<number> {
  const known = bounds.get(max);
  if (known) return known;
  const arbitrary = fc.integer({ min: 0, max });
  const make = (): fc.Arbitrary<number> => arbitrary;
  bounds.set(max, make);
  return make;
}

const bounds = new Map<number, () => fc.Arbitrary<number>>();
