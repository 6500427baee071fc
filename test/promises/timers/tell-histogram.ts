const upTo = [0, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, Infinity];

/** Says how late how many were, each line those above the bound before and up to its own; lateness in milliseconds. */
export function tellHistogram(what: string, lateness: readonly number[]): void {
  const lines = upTo.map((most, at) => ({ most, count: lateness.filter((ms) => ms <= most && ms > (upTo[at - 1] ?? -Infinity)).length }));
  process.stdout.write(`${what}, how late:\n${lines.map(({ most, count }) => `  ${(most === Infinity ? 'later' : `<= ${most} ms`).padStart(10)} ${String(count).padStart(7)}\n`).join('')}`);
}
