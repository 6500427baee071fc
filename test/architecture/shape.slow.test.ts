import { describe, expect, it } from 'vitest';
import { adapterShapeViolations } from './adapter-rules.js';
import { listedAny } from './listed-any.js';
import { listedAs } from './listed-as.js';
import { anyViolations, asViolations, staleAny, staleAs } from './listed-rules.js';
import { entryViolations, exportedNames, exportViolations, lengthViolations, nameViolations } from './shape-rules.js';
import { readSources, say } from './source-file.js';

const shipped = readSources('src', 'adapters');
const everything = [...shipped, ...readSources('test', 'scripts', 'examples')];
const planted = (path: string, text = '') => [{ path, text }];

describe('files have one shape', () => {
  it('file names are in kebab-case and say what is inside', () => {
    expect(say(nameViolations(everything))).toEqual([]);
  });

  it('no file is longer than 300 lines', () => {
    expect(say(lengthViolations(everything))).toEqual([]);
  });

  it('nothing is exported by default, by star or as an enum', () => {
    expect(say(exportViolations(everything))).toEqual([]);
  });

  it('an index.ts only re-exports by name', () => {
    expect(say(entryViolations(shipped))).toEqual([]);
  });

  it('the root entry has at most 40 names, so that a person can know them all', () => {
    const root = shipped.find(({ path }) => path === 'src/index.ts');
    const names = root === undefined ? [] : exportedNames(root);
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(40);
    expect(new Set(names).size).toBe(names.length);
  });

  it('every adapter is made, named and configured the same way', () => {
    expect(say(adapterShapeViolations(shipped))).toEqual([]);
  });

  it('any appears only where the compiler needs it, line by line', () => {
    expect(say(anyViolations(shipped, listedAny))).toEqual([]);
    expect(staleAny(shipped, listedAny)).toEqual([]);
  });

  it('a type is asserted only in the guards and at the boundaries that are listed, file by file', () => {
    expect(say(asViolations(shipped, listedAs))).toEqual([]);
    expect(staleAs(shipped, listedAs)).toEqual([]);
  });
});

describe('the rules about shape notice', () => {
  it.each(['src/model/JourneyEvent.ts', 'src/model/journey_event.ts', 'src/My-Folder/x.ts', 'src/model/utils.ts', 'src/ports/types.ts', 'test/helpers.test.ts'])('the name %s', (path) => {
    expect(nameViolations(planted(path))).toHaveLength(1);
  });

  it('a file of 301 lines, but not one of 300', () => {
    expect(lengthViolations(planted('src/model/a.ts', 'x\n'.repeat(301)))).toHaveLength(1);
    expect(lengthViolations(planted('src/model/a.ts', 'x\n'.repeat(300)))).toEqual([]);
  });

  it.each(['export default 1;', 'export default function f() {}', `export { a as default } from './a.js';`, `export * from './a.js';`, `export * as a from './a.js';`, 'enum A { B }', 'export const enum A { B }'])('%s', (text) => {
    expect(exportViolations(planted('src/model/a.ts', text))).toHaveLength(1);
  });

  it('a default branch of a switch is no default export', () => {
    expect(exportViolations(planted('src/model/a.ts', 'switch (1) { default: }'))).toEqual([]);
  });

  it('logic in an index.ts', () => {
    expect(entryViolations(planted('src/ports/index.ts', 'export const x = 1;'))).toHaveLength(1);
  });

  it.each([
    ['an adapter without an entry', 'adapters/acme/send.ts', ''],
    ['an adapter without a maker', 'adapters/acme/index.ts', `export { acme } from './acme.js';`],
    ['an adapter named after something else', 'adapters/acme/index.ts', `export { createOtherChannel, type OtherChannelConfig } from './x.js';`],
    ['a maker without its config', 'adapters/acme/index.ts', `export { createAcmeChannel } from './x.js';`],
  ])('%s', (_, path, text) => {
    expect(adapterShapeViolations(planted(path, text))).toHaveLength(1);
  });

  it('any that is not listed, and a listing that nothing needs', () => {
    const files = planted('src/model/a.ts', 'export type A<T = any> = T;\nexport const b = 1 as any;');
    const listed = [{ path: 'src/model/a.ts', line: 'export type A', why: 'a default' }, { path: 'src/model/a.ts', line: 'export type Z', why: 'gone' }];
    expect(say(anyViolations(files, listed))).toEqual(['src/model/a.ts:2 any, not listed: export const b = 1 as any;']);
    expect(staleAny(files, listed).map(({ line }) => line)).toEqual(['export type Z']);
  });

  it('as in a file that is not listed, and a listing that nothing needs, but not as const', () => {
    const files = [...planted('src/model/a.ts', 'export const b = 1 as unknown;'), ...planted('src/model/c.ts', `import { x as y } from './a.js'; export const d = [y] as const;`)];
    expect(say(asViolations(files, []))).toEqual(['src/model/a.ts:1 as, not listed: 1 as unknown']);
    expect(staleAs(files, [{ path: 'src/model/a.ts', why: '' }, { path: 'src/model/c.ts', why: '' }]).map(({ path }) => path)).toEqual(['src/model/c.ts']);
  });
});
