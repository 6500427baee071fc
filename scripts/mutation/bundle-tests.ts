import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { leftOut, runsOfAProperty, slowOnes, testFiles } from './scope.js';

/**
 * Makes one file of all tests and what they import, in which `vitest` is our stand-in. Stryker calls it in its copy of the repository:
 * loading everything once and running a test again and again is what makes thousands of mutants possible in an hour.
 */
async function bundleTests(): Promise<void> {
  const files = [...globSync([...testFiles], { exclude: [...leftOut] }), ...slowOnes].map((path) => path.replaceAll('\\', '/')).toSorted();
  await build({
    stdin: { contents: entryOf(files), resolveDir: process.cwd(), sourcefile: 'all-tests.ts', loader: 'ts' },
    outfile: 'all-tests.mjs',
    bundle: true,
    // package.json says that our files do nothing by being loaded; a test file does
    ignoreAnnotations: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    plugins: [standIn, ownUrl],
    logLevel: 'error',
  });
}

/** Imports are carried out in their order, so each file is announced before it is loaded. */
function entryOf(files: readonly string[]): string {
  const imports = files.flatMap((path) => [`import 'begin:${path}';`, `import './${path}';`]);
  return [`import fc from 'fast-check';`, `import 'configure:';`, ...imports, `export { tests } from './scripts/mutation/stand-in.ts';`].join('\n');
}

const standInPath = resolve('scripts/mutation/stand-in.ts');

const standIn: Plugin = {
  name: 'stand-in',
  setup(builder) {
    builder.onResolve({ filter: /^vitest$/ }, ({ importer }) => (importer === standInPath ? { path: 'vitest', external: true } : { path: standInPath }));
    builder.onResolve({ filter: /^throughline(\/|$)/ }, ({ path }) => ({ path: resolve(`${sourceOf(path.slice('throughline/'.length))}/index.ts`) }));
    builder.onResolve({ filter: /^(begin|configure):/ }, ({ path }) => ({ path, namespace: 'written' }));
    builder.onLoad({ filter: /^begin:/, namespace: 'written' }, ({ path }) => written(`import { beginFile } from '${standInPath}'; beginFile('${path.slice('begin:'.length)}');`));
    // the same tries for every mutant, or chance would decide who survives
    builder.onLoad({ filter: /^configure:/, namespace: 'written' }, () => written(`import fc from 'fast-check'; fc.configureGlobal({ seed: 1, numRuns: ${runsOfAProperty} });`));
  },
};

/** Tests import the package by its public names. */
const sourceOf = (subpath: string): string => (subpath.startsWith('adapters/') ? subpath : `src/${subpath}`);

const written = (contents: string) => ({ contents, resolveDir: process.cwd(), loader: 'ts' as const });

/** A test finds files beside itself, also from within the bundle. */
const ownUrl: Plugin = {
  name: 'own-url',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return text.includes('import.meta.url') ? { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' } : undefined;
    });
  },
};

await bundleTests();
