import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { failpoints } from '../../src/orchestrator/failpoint.js';
import { packedPaths, repository } from './consumer.js';

describe('what is published', () => {
  let paths: readonly string[];
  beforeAll(async () => { paths = await packedPaths(); });

  it('is the build, the docs with what they point to, and the papers, and nothing else', () => {
    const promised = /^(dist\/.+\.(js|d\.ts)|docs\/.+\.(md|svg|png)|adapters\/[a-z]+\/README\.md|examples\/.+\.(ts|json|html|css|js)|package\.json|README\.md|LICENSE|SECURITY\.md|CHANGELOG\.md|CONTRIBUTING\.md)$/;
    expect(paths.filter((path) => !promised.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['dist/index.js', 'LICENSE', 'README.md', 'docs/errors.md']));
  });

  it('holds no test, no failpoint and no trace of the machine it was built on', () => {
    const telltale = /from ['"](vitest|fast-check)['"]|failpoint|planted|SIGKILL|THROUGHLINE_(CRASH|FAIL)/i;
    const found = paths.filter((path) => /^dist\/.+\.(js|d\.ts)$/.test(path)).filter((path) => {
      const text = readFileSync(repository + path, 'utf8');
      return telltale.test(text) || text.includes(repository) || failpoints.some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
    });
    expect(found).toEqual([]);
  });
});
