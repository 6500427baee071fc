/** Something at a moment, with its place in the log. */
export interface Placed { readonly position: number; readonly at: number }

/**
 * Divides what happened into stretches with silence longer than `quietMs` between them, oldest first. What lies in different stretches has nothing to
 * do with one another, so each can be counted for good once its silence is over. Sorts, and leaves out what was read twice.
 */
export function stretchesOf<P extends Placed>(items: readonly P[], quietMs: number): readonly (readonly P[])[] {
  const sorted = inOrder(items);
  // as most customers are
  if (isOne(sorted, quietMs)) return [sorted];
  const stretches: P[][] = [];
  let current: P[] = [];
  let before: P | undefined;
  for (const item of sorted) {
    if (before !== undefined && item.position === before.position) continue;
    if (before === undefined || item.at - before.at > quietMs) stretches.push(current = []);
    current.push(item);
    before = item;
  }
  return stretches;
}

function isOne(sorted: readonly Placed[], quietMs: number): boolean {
  return sorted.length > 0 && sorted.every((item, index) => {
    const before = sorted[index - 1];
    return before === undefined || (item.position !== before.position && item.at - before.at <= quietMs);
  });
}

function inOrder<P extends Placed>(items: readonly P[]): readonly P[] {
  const isInOrder = items.every((item, index) => index === 0 || compare(items[index - 1] ?? item, item) <= 0);
  return isInOrder ? items : items.toSorted(compare);
}

const compare = (one: Placed, other: Placed): number => one.at - other.at || one.position - other.position;
