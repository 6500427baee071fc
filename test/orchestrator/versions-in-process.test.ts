import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { packageVersion } from '../../src/model/package-version.js';

test('the version that a copy gives for its own is that of the package', () => {
  expect(packageVersion).toBe(z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8'))).version);
});
