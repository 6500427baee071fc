import type { ListedAny } from './listed-rules.js';

/** The only lines of `src/` and `adapters/` that may say `any`. */
export const listedAny: readonly ListedAny[] = [
  { path: 'src/journey/journey.ts', line: 'export interface Journey<', why: 'a journey of unknown types must accept every journey; unknown would refuse them all' },
  { path: 'src/journey/journey.ts', line: 'export type AnyJourney =', why: 'the same, by name' },
  { path: 'src/model/activity.ts', line: 'export type ActivityMap =', why: 'a constraint: unknown would refuse an activity whose input is used by a function' },
  { path: 'src/model/fact.ts', line: 'export type FactMap =', why: 'a constraint: as above, for the schema of a fact' },
  { path: 'src/model/declaration.ts', line: 'export type AnyDeclaration =', why: 'the parameters are both read and written by functions inside' },
  { path: 'src/customer/instance/perform-action.ts', line: 'const performers', why: 'one table for effects whose params differ; each was checked where its journey was defined' },
  { path: 'src/customer/message/render-text.ts', line: 'type Facts =', why: 'a text is written for one journey and handed to all; unknown would make every text cast' },
  { path: 'src/orchestrator/assemble-parts.ts', line: 'readonly understand:', why: 'a constraint: the host names events of its own journeys, the parts any' },
  { path: 'src/orchestrator/dispatch/perform-effect.ts', line: 'export type RunActivity', why: 'the host writes the type its activity declares; one table holds them all' },
  { path: 'src/orchestrator/door/understand-event.ts', line: 'readonly data: any;', why: 'a message of any channel: its host knows what its channels bring' },
  { path: 'src/orchestrator/door/understand-event.ts', line: 'readonly journeys:', why: 'facts of any journey: its host knows which' },
];
