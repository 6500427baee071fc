/** Time as an agreement counts it: the hours in which somebody is there, or all hours. */
export interface BusinessHours {
  /** milliseconds that count, from one moment to a later one */
  between(from: number, until: number): number;
  /** the moment at which so many milliseconds that count have passed since another; `undefined` where they never do */
  add(at: number, ms: number): number | undefined;
}

/** Every hour counts. */
export const allHours: BusinessHours = { between: (from, until) => Math.max(0, until - from), add: (at, ms) => at + ms };
