/** A number that was added to one list; `returned` is infinite where nobody heard that it was. Times are those of one clock. */
export interface Append { readonly n: number; readonly invoked: number; readonly returned: number }
/** What somebody saw of the list. */
export interface Read { readonly numbers: readonly number[]; readonly invoked: number; readonly returned: number }
/** All that was done to one list, and what is in it at the end. */
export interface History { readonly appends: readonly Append[]; readonly reads: readonly Read[]; readonly end: readonly number[] }

/**
 * Says whether every number was added and every look was taken at one moment between its begin and its end, as if one after the other; what
 * contradicts it, a sentence each. Numbers are told apart, so what was seen names its place in the one possible order, and it is enough to
 * find nobody who began after somebody behind them had ended.
 */
export function contradictionsIn({ appends, reads, end }: History): readonly string[] {
  const place = new Map(end.map((n, at) => [n, at + 1]));
  const kept = appends.filter(({ n }) => place.has(n));
  const steps = [
    ...kept.map((append) => ({ ...append, what: `the adding of ${append.n}`, place: place.get(append.n) ?? 0, isRead: false })),
    ...reads.map((read) => ({ ...read, what: `a look at ${read.numbers.length} numbers`, place: read.numbers.length, isRead: true })),
  ].toSorted((one, other) => one.place - other.place || Number(one.isRead) - Number(other.isRead) || one.invoked - other.invoked);
  let before: (typeof steps)[number] | undefined;
  const disorder: string[] = [];
  for (const step of steps) {
    if (before !== undefined && step.returned < before.invoked) disorder.push(`${step.what} had ended when ${before.what} began, which it comes after`);
    if (before === undefined || step.invoked > before.invoked) before = step;
  }
  return [
    ...(place.size < end.length ? ['a number is there twice'] : []),
    ...end.filter((n) => !appends.some((append) => append.n === n)).map((n) => `nobody added ${n}`),
    ...appends.filter(({ n, returned }) => returned < Infinity && !place.has(n)).map(({ n }) => `${n} was added and is not there`),
    ...reads.filter(({ numbers }) => numbers.some((n, at) => end[at] !== n)).map(({ numbers }) => `a look at ${numbers.length} numbers that never stood so`),
    ...disorder,
  ];
}
