export interface Locked {
  readonly license?: string;
  readonly dependencies?: { readonly [name: string]: string };
  readonly optionalDependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
  readonly peerDependenciesMeta?: { readonly [name: string]: { readonly optional?: boolean } };
}
export interface Lock { readonly packages: { readonly [path: string]: Locked } }
export interface Licence { readonly name: string; readonly licence: string | undefined }

/** Licences that ask of our users no more than to keep a notice. */
const allowed = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'BlueOak-1.0.0', 'CC0-1.0']);

/** The licence of everything that production code reaches: dependencies and peers, all the way down. */
export function licencesOf(lock: Lock): readonly Licence[] {
  const found = new Map<string, Licence>();
  const visit = (from: string): void => {
    for (const name of needsOf(lock, from)) {
      const path = locate(lock, from, name);
      if (found.has(path)) continue;
      found.set(path, { name, licence: lock.packages[path]?.license });
      visit(path);
    }
  };
  visit('');
  return [...found.values()];
}

export function strangers(licences: readonly Licence[]): readonly Licence[] {
  return licences.filter(({ licence }) => licence === undefined || !allowed.has(licence));
}

/** Our own optional peers count, since an adapter asks for them; those of others do not, since nobody installs them for us. */
function needsOf(lock: Lock, path: string): readonly string[] {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = lock.packages[path] ?? {};
  const peers = Object.keys(peerDependencies).filter((name) => path === '' || peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** Where Node would find the package: beside, or further up. */
function locate(lock: Lock, from: string, name: string): string {
  const near = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (from === '' || Object.hasOwn(lock.packages, near)) return near;
  return locate(lock, from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '', name);
}
