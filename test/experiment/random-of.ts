import { spreadOver } from '../../src/model/spread-over.js';

/** Even numbers from 0 up to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let drawn = 0;
  return () => spreadOver(`${seed}/${drawn++}`, 2 ** 32) / 2 ** 32;
}
