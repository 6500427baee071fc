import { format } from 'node:util';

export { assert, expect, expectTypeOf, vi } from 'vitest';

/** A test as it was written down, which can be run as often as wanted. */
export interface CollectedTest {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly timeOutMs: number | undefined;
  readonly run: () => Promise<void>;
}

type Body = (...args: readonly unknown[]) => unknown;
interface Suite { readonly title: string; readonly parent: Suite | undefined; readonly before: Body[]; readonly after: Body[] }

export const tests: CollectedTest[] = [];
const ids = new Set<string>();
let file = '';
let suite = suiteOf('', undefined);
let finishers: Body[] = [];

/** Called before each test file is loaded. */
export function beginFile(path: string): void {
  file = path;
  suite = suiteOf('', undefined);
}

function suiteOf(title: string, parent: Suite | undefined): Suite {
  return { title, parent, before: [], after: [] };
}

export const describe = withTables((title, body) => {
  const parent = suite;
  suite = suiteOf(title, parent);
  body();
  suite = parent;
});

export const it = withTables(collect);
export const test = withTables(collect);

// a mutant meets each test by itself, so what is set up once for many is set up for each
const before = (hook: Body): void => void suite.before.push(hook);
const after = (hook: Body): void => void suite.after.push(hook);
export { before as beforeEach, before as beforeAll, after as afterEach, after as afterAll };
export const onTestFinished = (hook: Body): void => void finishers.push(hook);

function collect(title: string, body: Body, timeOutMs: number | undefined): void {
  const lineage = lineageOf(suite);
  const name = [...lineage.map((each) => each.title), title].filter((part) => part !== '').join(' > ');
  tests.push({ id: idOf(`${file}#${name}`), name, file, timeOutMs, run: () => runOnce(lineage, body) });
}

/** `describe` and `it`, with rows and without. */
function withTables(define: (title: string, body: Body, timeOutMs: number | undefined) => void) {
  const plain = (title: string, ...rest: readonly unknown[]): void => define(title, bodyOf(rest), timeOutOf(rest));
  const each = (rows: readonly unknown[]) => (title: string, ...rest: readonly unknown[]): void => {
    for (const row of rows) {
      const args: readonly unknown[] = Array.isArray(row) ? row : [row];
      define(titleOf(title, args), () => bodyOf(rest)(...args), timeOutOf(rest));
    }
  };
  return Object.assign(plain, { each, skip: (): void => undefined });
}

const bodyOf = (rest: readonly unknown[]): Body => rest.find((part): part is Body => typeof part === 'function') ?? (() => undefined);
const timeOutOf = (rest: readonly unknown[]): number | undefined => rest.find((part): part is number => typeof part === 'number');
const titleOf = (title: string, args: readonly unknown[]): string => format(title, ...args.slice(0, [...title.matchAll(/%[sdifjoOc]/g)].length));

/** Rows may share a title. */
function idOf(wanted: string): string {
  let id = wanted;
  for (let n = 2; ids.has(id); n += 1) id = `${wanted} (${n})`;
  ids.add(id);
  return id;
}

const lineageOf = (leaf: Suite | undefined): readonly Suite[] => (leaf === undefined ? [] : [...lineageOf(leaf.parent), leaf]);

async function runOnce(lineage: readonly Suite[], body: Body): Promise<void> {
  finishers = [];
  try {
    for (const { before } of lineage) for (const hook of before) await hook();
    await body();
  } finally {
    for (const { after } of lineage.toReversed()) for (const hook of after.toReversed()) await hook();
    for (const hook of finishers.toReversed()) await hook();
  }
}
