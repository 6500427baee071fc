/** A part of the library whose tests are asked what they would not notice. */
export interface Area {
  /** as `npm run mutate -- <id>` takes it */
  readonly id: string;
  /** as the list of figures names it */
  readonly name: string;
  /** globs of Stryker */
  readonly mutate: readonly string[];
}

/** The commit path is what an event passes between the door and the acknowledgement, and an effect between the commit and its end. */
export const areas: readonly Area[] = [
  { id: 'journey', name: 'src/journey', mutate: ['src/journey/**/*.ts'] },
  { id: 'customer', name: 'src/customer', mutate: ['src/customer/**/*.ts'] },
  {
    id: 'commit', name: 'the commit path',
    mutate: [
      'src/orchestrator/{lane,dispatch,store}/*.ts', 'src/orchestrator/door/accept-event.ts', 'src/orchestrator/call-with-time-out.ts',
      'adapters/sqlite/{commit-batch,commit-change,change-effects,change-parts,claim-due,counter-sums,dedupe-hash,log-entry,session,stored-text,store-error}.ts',
    ],
  },
];

/** The quick tests of these parts, as globs; what starts processes, or takes most of its time for sizes and not for rules, would cost an hour and kill nothing more. */
export const testFiles = ['test/{journey,customer,orchestrator,policy}/**/*.test.ts', 'test/adapters/{sqlite,memory}/**/*.test.ts', 'test/testing/given.test.ts', 'test/bad-input/{definitions,crm-replies,identities,read-once,profile,texts,clock}.test.ts', 'test/promises/P{05b,21,37}-*.test.ts'];
/** Of the slow ones, the cases of the storage contract: nothing else asks a file by itself, and each takes milliseconds. */
export const slowOnes = ['test/adapters/sqlite/sqlite-conformance.slow.test.ts'];
export const leftOut = ['**/*.slow.test.ts', 'test/orchestrator/{webhook/**,crm-once.test.ts}'];

/** A property is tried this often; what a few tries do not find, the full numbers of `npm run prove` are for. */
export const runsOfAProperty = 5;

/** Who met tests for this long (of the processor’s time), the quickest first, and is still there, has survived. */
export const secondsPerMutant = 3;

/** Killed and timed out, of all that a test could notice in one area; a folder of an area may lie below. */
export const goalPercent = 80;
