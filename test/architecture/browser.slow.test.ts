import { build, type BuildResult } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { repository } from './source-file.js';

const bundle = (contents: string): Promise<BuildResult> =>
  build({ stdin: { contents, resolveDir: repository, loader: 'ts' }, bundle: true, platform: 'browser', format: 'esm', write: false, metafile: true, logLevel: 'silent' });

describe('in a browser', () => {
  it.each(['src/index.ts', 'src/ports/index.ts'])('%s bundles with everything it needs', async (entry) => {
    const { errors, warnings } = await bundle(`export * from './${entry}';`);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });

  it('a bundle that needs a node: module fails, so that the test above can fail', async () => {
    await expect(bundle(`export { readFileSync } from 'node:fs';`)).rejects.toThrow('node:fs');
  });
});
