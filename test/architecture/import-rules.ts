import { adapters, layers } from './layers.js';
import { readImports, type Import } from './read-imports.js';
import type { SourceFile, Violation } from './source-file.js';

/** Imports point down the table, outside packages stay in their folders, adapters keep to the ports and to themselves. */
export function importViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap(readImports).flatMap((found) => {
    const because = found.outside ? wrongPackage(found) : wrongFolder(found);
    return because === undefined ? [] : [{ path: found.from, line: found.line, because }];
  });
}

/** Folders of `src/` and `adapters/` that the table does not name. */
export function unknownFolders(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    const [top, folder, ...rest] = file.path.split('/');
    const known = top === 'src' ? (rest.length === 0 ? folder === 'index.ts' : folder !== undefined && Object.hasOwn(layers, folder)) : folder !== undefined && Object.hasOwn(adapters, folder);
    return known ? [] : [{ path: file.path, line: 1, because: 'is in no folder of the table in docs/architecture.md' }];
  });
}

/** `node:` imports that a public entry would bring into a browser. */
export function nodeReachedFrom(entry: string, files: readonly SourceFile[]): readonly Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const walk = (path: string): readonly Violation[] => {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) return [];
    seen.add(path);
    return readImports(file).filter((found) => !found.typeOnly).flatMap((found) => {
      if (!found.outside) return walk(found.to);
      return found.to.startsWith('node:') ? [{ path, line: found.line, because: `${found.to} is reachable from ${entry}` }] : [];
    });
  };
  return walk(entry);
}

function wrongPackage({ from, to }: Import): string | undefined {
  const { top, folder } = placeOf(from);
  if (top === 'adapters') return to.startsWith('node:') || adapters[folder]?.packages.includes(to) ? undefined : `adapters/${folder} may not import ${to}`;
  if (folder === 'index.ts') return `the root entry may not import ${to}`;
  const layer = layers[folder];
  if (to.startsWith('node:') ? layer?.node : layer?.packages.includes(to)) return undefined;
  return `src/${folder} may not import ${to}`;
}

function wrongFolder({ from, to, typeOnly }: Import): string | undefined {
  const here = placeOf(from);
  const there = placeOf(to);
  if (here.top === there.top && here.folder === there.folder) return undefined;
  if (here.top === 'adapters') return wrongForAdapter(here.folder, there);
  if (there.top !== 'src') return `src may not import ${to}`;
  if (here.folder === 'index.ts') return there.folder === 'testing' ? 'the root entry may not import src/testing' : undefined;
  const layer = layers[here.folder];
  if (!layer?.may.includes(there.folder)) return `src/${here.folder} may not import src/${there.folder}`;
  if (layer.typesOf?.includes(there.folder) && !typeOnly) return `src/${here.folder} may import only types of src/${there.folder}`;
  return undefined;
}

function wrongForAdapter(name: string, there: Place): string | undefined {
  if (there.top === 'adapters') return `adapters/${name} may not import another adapter`;
  const may = ['errors', 'model', 'ports', ...(adapters[name]?.may ?? [])];
  return there.top === 'src' && may.includes(there.folder) ? undefined : `adapters/${name} may not import ${there.top}/${there.folder}`;
}

interface Place { readonly top: string; readonly folder: string }
function placeOf(path: string): Place {
  const [top = '', folder = ''] = path.split('/');
  return { top, folder };
}
