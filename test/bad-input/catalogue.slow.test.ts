import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { catalogue, type Line } from './catalogue.js';
import { badInputRows } from './rows.js';

/** The stores, as the titles of tests name them. */
const stores = [/\bin memory\b/, /\bin (a )?SQLite\b/] as const;

/** What the source exports, by name: a way in that came later has one. */
const exported: readonly string[] = ['src', 'adapters'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8')))
  .flatMap((source) => [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(([, name = '']) => name));

/** What is missing of the proof of a line, among the titles of the tests there are. */
function missingOf(line: Line, titles: readonly string[]): readonly string[] {
  const naming = new RegExp(`\\b${line.line}\\b`);
  const own = titles.filter((title) => naming.test(title));
  if ('noWayIn' in line) return [...(own.length === 0 ? [] : ['it has a test although nothing of the kind can come in']), ...exported.filter((name) => line.unless.test(name)).map((name) => `there is ${name}`), ...tooShort(line.noWayIn)];
  if ('noStore' in line) return [...(own.length > 0 ? [] : ['no test']), ...tooShort(line.noStore)];
  return stores.filter((store) => !own.some((title) => store.test(title))).map((store) => `no test ${store.source}`);
}

const tooShort = (reason: string): readonly string[] => (reason.length > 20 ? [] : ['a reason that says nothing']);

describe('P39: every kind of bad input', () => {
  let titles: readonly string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'throughline-catalogue-'));
  beforeAll(() => {
    const file = join(folder, 'tests.json');
    // the tests as vitest would run them, but for these: what stands in a comment, or is not repeated for each store, is not among them
    spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'list', '--no-static-parse', `--json=${file}`, 'test/bad-input', 'test/orchestrator/door', 'test/orchestrator/erase', 'test/orchestrator/store/wrong-answers', 'test/promises/P05b', 'test/promises/P09', 'test/adapters/smtp/one-click', 'test/report/report'], { stdio: 'ignore' });
    titles = z.array(z.object({ name: z.string() })).parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ name }) => name).filter((name) => !name.startsWith('P39:'));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is in the catalogue once', () => {
    expect(catalogue.map(({ line }) => line)).toEqual([...Array.from({ length: 50 }, (_, at) => `line ${at + 1}`), ...Array.from({ length: 18 }, (_, at) => `W${at + 1}`)]);
    for (const { row } of badInputRows) expect(catalogue.map(({ line }) => line)).toContain(`line ${row}`);
  });

  test.each(catalogue.map((line) => [line.line, line.what, line] as const))('%s, %s, is proved on every store, or says why it need not or cannot be', (_line, _what, line) => {
    expect(missingOf(line, titles)).toEqual([]);
  });

  test('a claim that nothing proves is noticed', () => {
    expect(missingOf({ line: 'line 6', what: '', stores: 'both' }, ['line 6: in memory', 'line 61: in a SQLite file'])).toHaveLength(1);
    expect(missingOf({ line: 'W1', what: '', stores: 'both' }, ['W1 in memory', 'W12 in SQLite'])).toHaveLength(1);
    expect(missingOf({ line: 'line 6', what: '', noStore: 'a reason of more than a word' }, ['line 7'])).toHaveLength(1);
    expect(missingOf({ line: 'line 6', what: '', noWayIn: 'nothing of the kind comes in', unless: /nothing of the kind/ }, ['line 6 in memory'])).toHaveLength(1);
    expect(missingOf({ line: 'line 6', what: '', noWayIn: 'nobody unsubscribes by a link yet', unless: /unsubscribe/i }, [])).toEqual(['there is createSmtpUnsubscribeChannel']);
    expect(missingOf({ line: 'line 6', what: '', noWayIn: '', unless: /nothing of the kind/ }, [])).toHaveLength(1);
  });
});
