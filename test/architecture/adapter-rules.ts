import { exportedNames } from './shape-rules.js';
import type { SourceFile, Violation } from './source-file.js';

/** `adapters/acme/index.ts` exports `createAcmeChannel` (or Store, Crm, ...) and the type of its config, and every adapter has that file. */
export function adapterShapeViolations(files: readonly SourceFile[]): readonly Violation[] {
  const names = new Set(files.flatMap(({ path }) => (path.startsWith('adapters/') ? [path.split('/')[1] ?? ''] : [])));
  return [...names].flatMap((name) => {
    const path = `adapters/${name}/index.ts`;
    const entry = files.find((file) => file.path === path);
    const because = entry === undefined ? 'is missing' : wrongShape(name, exportedNames(entry));
    return because === undefined ? [] : [{ path, line: 1, because }];
  });
}

function wrongShape(name: string, exported: readonly string[]): string | undefined {
  const makers = exported.filter((each) => /^create[A-Z]\w*(Channel|Store|Crm|Intent|Knowledge|Keys|Assist|Telemetry)$/.test(each));
  if (makers.length === 0) return 'exports no createXChannel, createXStore or the like';
  const stranger = makers.find((each) => !isNamedAfter(name, each));
  if (stranger !== undefined) return `${stranger} is not named after its technology, ${name}`;
  const unconfigured = makers.find((each) => !exported.includes(`${each.slice('create'.length)}Config`));
  return unconfigured === undefined ? undefined : `${unconfigured} comes without the type ${unconfigured.slice('create'.length)}Config`;
}

/** A folder that is called as a port holds several small makers of it; every other one is one technology. */
function isNamedAfter(name: string, maker: string): boolean {
  const said = maker.toLowerCase();
  return ports.includes(name) ? said.endsWith(name) && said !== `create${name}` : said.startsWith(`create${name.replaceAll('-', '')}`);
}

const ports = ['intent', 'knowledge'];
