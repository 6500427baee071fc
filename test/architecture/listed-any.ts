import type { ListedAny } from './listed-rules.js';

/** The only lines of `src/` and `adapters/` that may say `any`. */
export const listedAny: readonly ListedAny[] = [
  { path: 'src/journey/journey.ts', line: 'export interface Journey<', why: 'a journey of unknown types must accept every journey; unknown would refuse them all' },
  { path: 'src/journey/journey.ts', line: 'export type AnyJourney =', why: 'the same, by name' },
  { path: 'src/model/activity.ts', line: 'export type ActivityMap =', why: 'a constraint: unknown would refuse an activity whose input is used by a function' },
  { path: 'src/model/fact.ts', line: 'export type FactMap =', why: 'a constraint: as above, for the schema of a fact' },
  { path: 'src/model/declaration.ts', line: 'export type AnyDeclaration =', why: 'the parameters are both read and written by functions inside' },
];
