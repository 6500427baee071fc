import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { repository } from '../../architecture/source-file.js';

const here = `${repository}test/promises/kill/`;
const plantedBugs = `${repository}test/planted-bugs/`;

/** The bugs that can be planted, each a folder of modules that take the place of those with the same path. */
export const bugs: readonly string[] = readdirSync(plantedBugs).toSorted();

/**
 * The test build: the host's process in one file that plain Node runs, with failpoints that kill, days that are short, and one bug where it
 * is named.
 */
export async function buildHost(file: string, bug?: string): Promise<void> {
  const layers = [...(bug === undefined ? [] : [`${plantedBugs}${bug}/`]), `${here}in-place-of/`];
  await build({
    entryPoints: [`${here}host-process.ts`], outfile: file, bundle: true, platform: 'node', target: 'node22', format: 'esm', logLevel: 'error',
    plugins: [ownSource, layered(layers)],
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
