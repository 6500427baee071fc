import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDeclarations, createConsumer, repository, type Consumer } from './consumer.js';
import { compilePage, filesOf, printedOf } from './page-files.js';
import { promisedNames } from './promised-names.js';

const manifest = JSON.parse(readFileSync(`${repository}package.json`, 'utf8'));
/** what an adapter brings beside the package: each an optional peer */
const technologies = Object.keys(manifest.peerDependencies);
/** which adapters need one to be imported at all */
const needs = { knowledge: 'minisearch', opentelemetry: '@opentelemetry/api', postgres: 'pg', smpp: 'smpp', smtp: 'nodemailer', websocket: 'ws' };
const entries = Object.keys(manifest.exports).filter((path) => path !== './package.json').map((path) => path.replace('.', 'throughline'));

describe('someone who installs the package in an empty project', () => {
  let consumer: Consumer;
  beforeAll(async () => {
    await buildDeclarations();
    consumer = await createConsumer(technologies.map((name) => `${name}@${manifest.devDependencies[name]}`));
  });
  afterAll(() => consumer.remove());

  it('finds the entries that the docs name, and no other', () => {
    expect(Object.keys(manifest.exports)).toEqual(['.', './ports', './steering', './policy', './experiment', './insight', './report', './proactive', './handoff', './desk', './alerts', './testing', ...['hubspot', 'intent', 'knowledge', 'memory', 'opentelemetry', 'postgres', 'salesforce', 'smpp', 'smtp', 'sqlite', 'voice', 'webhook', 'websocket'].map((name) => `./adapters/${name}`), './package.json']);
  });

  it.each(entries)('imports %s', async (entry) => {
    expect(await consumer.run('import.js', `import * as all from '${entry}'; console.log(typeof all);`)).toBe('object');
  });

  it.each(entries)('requires %s from a CommonJS file', async (entry) => {
    expect(await consumer.run('require.cjs', `console.log(typeof require('${entry}'));`)).toBe('object');
  });

  it('reads the package.json', async () => {
    const code = `import manifest from 'throughline/package.json' with { type: 'json' }; console.log(manifest.version);`;
    expect(await consumer.run('manifest.js', code)).toBe(manifest.version);
  });

  it('gets nothing by a path that is not an entry', async () => {
    await expect(consumer.run('deep.js', `import 'throughline/dist/index.js';`)).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('meets one memory store and one error class, whichever entry they come through', async () => {
    const code = `
      import { createMemoryStore } from 'throughline/testing';
      import { createMemoryStore as again } from 'throughline/adapters/memory';
      import { JourneyError } from 'throughline';
      const store = createMemoryStore();
      await store.close();
      const error = await store.now().catch((e) => e);
      console.log(createMemoryStore === again, error instanceof JourneyError);`;
    expect(await consumer.run('identity.js', code)).toBe('true true');
  });

  it.each([
    ['node', ['--module', 'nodenext']],
    ['a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('gets types that compile, for %s', async (_, options) => {
    const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}';\nexport { entry${index} };`).join('\n');
    expect(await consumer.compile({ 'types.ts': imports }, [...options, '--lib', 'es2024,dom', '--skipLibCheck'])).toBe('');
  });

  it.each(entries)('finds every name that the types of %s promise, and no other', async (entry) => {
    const path = manifest.exports[entry.replace('throughline', '.')].types;
    const promised = promisedNames(join(consumer.folder, 'node_modules/throughline', path));
    const found = await consumer.run('names.js', `console.log(Object.keys(await import('${entry}')).sort().join(' '));`);
    expect(found.split(' ').filter(Boolean)).toEqual(promised);
  });

  it('writes the adapter of the page, file by file, and it compiles and passes as many cases as the page says', async () => {
    const page = 'docs/write-an-adapter.md';
    const files = filesOf(page, ['call-telegram.ts', 'listen-telegram.ts', 'telegram-channel.ts', 'telegram-harness.ts', 'telegram.test.ts']);
    expect(await compilePage(consumer, page, files)).toBe('');
    const [counts] = printedOf(page);
    expect(await consumer.runTypeScript(['--test', '--test-reporter', 'spec', 'telegram.test.ts'])).toContain(counts);
  });

  it('gets started as the page says: the journey runs, remembers over a restart, and is tested', async () => {
    const page = 'docs/getting-started.md';
    const files = filesOf(page, ['visit.ts', 'console-channel.ts', 'visits.ts', 'visit.test.ts', 'visits.test.ts']);
    expect(await compilePage(consumer, page, files)).toBe('');
    const [asked, answered, counts] = printedOf(page);
    expect(await consumer.runTypeScript(['visits.ts'])).toBe(asked);
    expect(await consumer.runTypeScript(['visits.ts', 'yes'])).toBe(answered);
    expect(await consumer.runTypeScript(['--test', '--test-reporter', 'spec', 'visit.test.ts', 'visits.test.ts'])).toContain(counts);
  });

  it('is told by the compiler when a name does not exist', async () => {
    const complaint = await consumer.compile({ 'wrong.ts': `import { defineJourny } from 'throughline';\nexport { defineJourny };` }, ['--module', 'nodenext', '--lib', 'es2024,dom', '--skipLibCheck']);
    expect(complaint).toContain('defineJourny');
  });
});

describe('someone who installs no technology of a channel', () => {
  let consumer: Consumer;
  beforeAll(async () => { consumer = await createConsumer([]); });
  afterAll(() => consumer.remove());

  it('can use every entry that needs none', async () => {
    const others = entries.filter((entry) => !Object.keys(needs).some((name) => entry.endsWith(`/${name}`)));
    expect(await consumer.run('all.js', `for (const entry of ${JSON.stringify(others)}) await import(entry); console.log('fine');`)).toBe('fine');
  });

  it.each(Object.entries(needs))('is told what %s needs', async (adapter, name) => {
    await expect(consumer.run(`${adapter}.js`, `await import('throughline/adapters/${adapter}');`)).rejects.toThrow(`Cannot find package '${name}'`);
  });
});
