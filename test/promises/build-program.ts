import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { repository } from '../architecture/source-file.js';

export interface Program {
  readonly entry: string;
  /** the one file it becomes */
  readonly file: string;
  /** folders of modules that take the place of those with the same path; the first that has one wins */
  readonly layers: readonly string[];
}

/** A test build: a process in one file that plain Node runs, with modules of tests in the place of the library's. */
export async function buildProgram({ entry, file, layers }: Program): Promise<void> {
  await build({
    entryPoints: [entry], outfile: file, bundle: true, platform: 'node', target: 'node22', format: 'esm', logLevel: 'error',
    external: ['pg-native'], plugins: [ownSource, layered(layers)],
    // `pg` is made of CommonJS modules, which ask for Node's own
    banner: { js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);` },
  });
}

/** The package by its names is the source here, also for examples, which otherwise take what was built to be published. */
const ownSource: Plugin = {
  name: 'throughline',
  setup(builder) {
    builder.onResolve({ filter: /^throughline(\/|$)/ }, ({ path }) => {
      const name = path.slice('throughline'.length);
      return { path: `${repository}${name.startsWith('/adapters/') ? '' : 'src/'}${name.slice(1)}${name === '' ? '' : '/'}index.ts` };
    });
  },
};

/** A module that stands in for another may import the one it stands in for, which is then the next layer's. */
const layered = (layers: readonly string[]): Plugin => ({
  name: 'layers',
  setup(builder) {
    builder.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, resolveDir }) => {
      const meant = resolve(resolveDir, path).replace(/\.js$/, '.ts');
      if (!meant.startsWith(repository)) return undefined;
      const places = layers.map((layer) => `${layer}${meant.slice(repository.length)}`);
      const instead = places.slice(places.indexOf(importer) + 1).find((place) => existsSync(place));
      return instead === undefined ? undefined : { path: instead };
    });
  },
});
