import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './scripts/count-reporter.js';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests read the source under the package's public names; `examples/` and `test/package/` prove the built package. */
const alias = [
  { find: /^throughline$/, replacement: file('./src/index.ts') },
  { find: /^throughline\/adapters\/([a-z0-9-]+)$/, replacement: file('./adapters/$1/index.ts') },
  { find: /^throughline\/([a-z]+)$/, replacement: file('./src/$1/index.ts') },
];

/** What starts processes, mail servers or SMSCs, builds, or runs for long; all the rest ends within a minute (`npm run test:unit`). */
const slow = ['test/package/**/*.test.ts', 'test/examples/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/types/**/*.test.ts', 'test/adapters/{smpp,smtp}/**/*.test.ts', 'test/**/*.slow.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', new CountReporter()],
    // files of a worker share what they import, which halves the time; each leaves nothing behind
    // the quick ones first; then the slow ones, two files at a time whatever the machine has, since most of their time they wait
    projects: [
      { resolve: { alias }, test: { name: 'unit', isolate: false, include: ['test/**/*.test.ts'], exclude: [...slow, 'test/browser/**'], testTimeout: 20_000, sequence: { groupOrder: 0 } } },
      { resolve: { alias }, test: { name: 'slow', include: slow, globalSetup: 'test/adapters/postgres/shared-server.ts', testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
  },
});
