import type { ListedAs } from './listed-rules.js';

const stored = 'reads back a text that this library wrote itself';

/** The only files of `src/` and `adapters/` that may assert a type. */
export const listedAs: readonly ListedAs[] = [
  { path: 'src/journey/step/', why: `the boundary with XState's insides, whose types are not exported` },
  { path: 'src/journey/build-journey.ts', why: `the config was checked in its own types, which XState's cannot express` },
  { path: 'src/journey/define-journey.ts', why: 'the declaration carries the types that the kit gives back' },
  { path: 'src/model/journey-event.ts', why: 'an empty strict object, given a name that reads better in messages' },
  { path: 'src/model/payload.ts', why: 'the schema has just checked that it is this type' },
  { path: 'src/customer/briefing/interaction.ts', why: stored },
  { path: 'src/customer/effect-body.ts', why: stored },
  { path: 'src/customer/merge/origin.ts', why: stored },
  { path: 'src/customer/merge/undo-record.ts', why: stored },
  { path: 'src/customer/parked/hold-back.ts', why: stored },
  { path: 'src/insight/log/read-log-item.ts', why: stored },
  { path: 'src/desk/read-contacts.ts', why: stored },
  { path: 'src/desk/create-router.ts', why: 'a union without its time gets it back, which the compiler cannot follow' },
  { path: 'src/orchestrator/door/accept-in-lane.ts', why: stored },
  { path: 'src/orchestrator/lane/customer-cache.ts', why: stored },
  { path: 'src/orchestrator/operate/definitions.ts', why: stored },
  { path: 'src/orchestrator/dispatch/effect-endings.ts', why: stored },
  { path: 'src/orchestrator/operate/manage-instances.ts', why: stored },
  { path: 'src/orchestrator/lane/after-commit.ts', why: 'a notice and its type travel as a pair, which the compiler cannot follow through a union' },
  { path: 'src/orchestrator/operate/each-listed.ts', why: 'a page of a query is that query, which the compiler cannot follow through its parameter' },
  { path: 'src/testing/given.ts', why: 'the facts were checked by the compiler where the journey was written' },
];
