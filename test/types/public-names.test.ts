import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicEntries, readPublicNames, type PublicName } from './public-names.js';

const effects = 'src/model/effect.ts';
const names = readPublicNames([...publicEntries, effects]);
const shared = names.filter(({ entry }) => entry !== effects);

describe('every public name', () => {
  it('says in a sentence what it is for', () => {
    expect(shared.length).toBeGreaterThan(100);
    expect(shared.filter(({ says }) => !/^\S.*[.)`]$/s.test(says)).map(({ entry, name, says }) => `${entry}: ${name}: ${says}`)).toEqual([]);
  });

  it('would be noticed by this test if it said nothing, as names that are only for ourselves may', () => {
    expect(names.filter(({ entry, says }) => entry === effects && says === '').length).toBeGreaterThan(0);
  });
});

describe('an example in the reference', () => {
  const sources = ['src', 'adapters'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => join(folder, path)));
  const shown = sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\{@includeCode ([^}#]+)(?:#(\w+))?\}/g)].map(([, file = '', region]) => ({ path, file: join(dirname(path), file), region })));

  it('is a file that is run, or a part of one that is marked', () => {
    expect(shown.length).toBeGreaterThan(10);
    const lost = shown.filter(({ file, region }) => !existsSync(file) || !file.startsWith('examples') || (region !== undefined && !readFileSync(file, 'utf8').includes(`// #region ${region}\n`)));
    expect(lost).toEqual([]);
  });

  it('is shown as code, not as the words that include it', () => {
    expect(JSON.parse(readFileSync('typedoc.json', 'utf8'))).toMatchObject({ jsDocCompatibility: { exampleTag: false } });
  });
});

describe('the glossary', () => {
  const rows = readFileSync('docs/glossary.md', 'utf8').split('\n').filter((line) => /^\| (?!word|-)/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const codes = rows.flatMap(([word = '', , , , code = '']) => code.split(', ').filter(Boolean).map((one) => ({ word, code: one })));

  it('has a sentence in English and one in Japanese for each word, and no word twice', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(([, english = '', word = '', japanese = '']) => !english.endsWith('.') || !isJapanese(word) || !isJapanese(japanese) || !japanese.endsWith('。')).map(([word]) => word)).toEqual([]);
    expect(new Set(rows.map(([word]) => word)).size).toBe(rows.length);
    expect(new Set(rows.map(([, , word]) => word)).size).toBe(rows.length);
  });

  it('names nothing in code that does not exist', () => {
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter(({ code }) => !exists(code))).toEqual([]);
  });

  it.each(['`Nothing`', '`Channel.nothing`', '`defineJourney({ nothing })`', 'effect `nothing`', 'event `nothing.happened`', 'nothing'])('would be found out if it named %s', (code) => {
    expect(exists(code)).toBe(false);
  });
});

const isJapanese = (text: string): boolean => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
const has = (name: string, among: (found: PublicName) => readonly string[], member: string): boolean => names.some((one) => one.name === name && among(one).includes(member));

/** `name`, `Type.member`, `define({ option })`, effect `name` or event `name`, as the column writes them. */
function exists(code: string): boolean {
  const { effect, event, name, member, option } = /^(?:effect `(?<effect>[\w.]+)`|event `(?<event>[\w.]+)`|`(?<name>\w+)(?:\.(?<member>\w+)|\(\{ (?<option>\w+) \}\))?`)$/.exec(code)?.groups ?? {};
  if (effect !== undefined) return has('Effects', ({ members }) => members, effect);
  if (event !== undefined) return has('OrchestratorEvents', ({ members }) => members, event);
  if (name === undefined) return false;
  if (member !== undefined) return has(name, ({ members }) => members, member);
  return option !== undefined ? has(name, ({ options }) => options, option) : shared.some((one) => one.name === name);
}
