import type { Balance } from '../../ports/store.js';

/** What is there of each, as it was found. */
export type Found = Omit<Balance, 'after'>;

const names: { readonly [K in keyof Found]: string } = {
  lanes: 'lanes', instances: 'runs', timers: 'timers', effects: 'effects that wait or are dead', parked: 'parked events', entries: 'entries of the log',
};
const kinds: readonly (keyof Found)[] = ['lanes', 'instances', 'timers', 'effects', 'parked', 'entries'];

/** Holds what is there against what the store counted along; between the two balances it may be either, where somebody was at work. */
export function checkBalance(found: Found, before: Balance, after: Balance): readonly string[] {
  return kinds.flatMap((kind) => {
    const [low, high] = [Math.min(before[kind], after[kind]), Math.max(before[kind], after[kind])];
    const wanted = found[kind] < low ? low : high;
    return found[kind] < low || found[kind] > high ? [`${names[kind]}: ${found[kind]} are kept, and by what was brought and taken away there should be ${wanted}`] : [];
  });
}
