/** A stretch of time: `from` belongs to it, `until` does not. Epoch milliseconds. */
export interface Span { readonly from: number; readonly until: number }

export const contains = (spans: readonly Span[], at: number): boolean => spans.some((span) => span.from <= at && at < span.until);

/** The same time in as few spans as there can be, in order; those that end before they begin are none. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || last.until < span.from) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
  }
  return merged;
}

/** What is left of spans that do not overlap when others are taken away. */
export function withoutSpans(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  return taken.reduce((left, cut) => left.flatMap((span) => [
    { from: span.from, until: Math.min(span.until, cut.from) },
    { from: Math.max(span.from, cut.until), until: span.until },
  ].filter(({ from, until }) => from < until)), spans);
}

/** The part of spans that lies within one. */
export const clipSpans = (spans: readonly Span[], within: Span): readonly Span[] =>
  spans.map(({ from, until }) => ({ from: Math.max(from, within.from), until: Math.min(until, within.until) })).filter(({ from, until }) => from < until);
