/** Something that is due at a moment. */
export interface Due<T> { readonly at: number; readonly what: T }

/** What comes due, the soonest first. */
export interface MomentHeap<T> {
  push(due: Due<T>): void;
  /** takes out one that is due at a moment; `undefined` where none is */
  popDue(at: number): T | undefined;
}

/** Makes an empty heap: both ways cost as little as the logarithm of how many there are. */
export function createMomentHeap<T>(): MomentHeap<T> {
  const heap: Due<T>[] = [];
  return {
    push: (due) => {
      heap.push(due);
      rise(heap, heap.length - 1);
    },
    popDue: (at) => {
      const [first] = heap;
      const last = heap.at(-1);
      if (first === undefined || last === undefined || first.at > at) return undefined;
      heap[0] = last;
      heap.pop();
      sink(heap, 0);
      return first.what;
    },
  };
}

function rise(heap: Due<unknown>[], at: number): void {
  const above = (at - 1) >> 1;
  if (at > 0 && swapIfSooner(heap, at, above)) rise(heap, above);
}

function sink(heap: Due<unknown>[], at: number): void {
  const [left, right] = [2 * at + 1, 2 * at + 2];
  const sooner = momentAt(heap, right) < momentAt(heap, left) ? right : left;
  if (swapIfSooner(heap, sooner, at)) sink(heap, sooner);
}

const momentAt = (heap: readonly Due<unknown>[], at: number): number => heap[at]?.at ?? Infinity;

function swapIfSooner(heap: Due<unknown>[], lower: number, upper: number): boolean {
  const [below, above] = [heap[lower], heap[upper]];
  if (below === undefined || above === undefined || below.at >= above.at) return false;
  heap[lower] = above;
  heap[upper] = below;
  return true;
}
