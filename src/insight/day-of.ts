import { days } from '../model/duration.js';

/** The day of a moment in epoch milliseconds, counted since 1970-01-01 UTC. */
export const dayOf = (at: number): number => Math.floor(at / days(1));
