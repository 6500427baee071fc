import { defineConfig } from 'vitest/config';
import { CountReporter } from './scripts/count-reporter.js';

/** What needs a browser, apart from `npm test`, which installs nothing: the example app on the built package, in Chromium. */
export default defineConfig({
  test: { name: 'browser', include: ['test/browser/**/*.test.ts'], reporters: ['default', new CountReporter()], testTimeout: 120_000, fileParallelism: false },
});
