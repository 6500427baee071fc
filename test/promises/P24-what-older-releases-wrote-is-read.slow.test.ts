import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { databaseOfFile } from '../adapters/postgres/database-of-file.js';
import { fullSize } from '../full-size.js';
import { homes } from '../orchestrator/door/homes.js';
import { readRecorded, releases, writeRecorded, type Recorded } from './golden/recorded.js';
import { recordHalf, tellRest } from './golden/record-half.js';
import { homeOfFiles, homeOfRows } from './golden/restored-homes.js';
import type { Scenario } from './store-failure/scenario.js';
import { activities } from './store-failure/scenarios/activities.js';
import { crmNotes } from './store-failure/scenarios/crm-notes.js';
import { deadLetters } from './store-failure/scenarios/dead-letters.js';
import { deferredEvents } from './store-failure/scenarios/deferred-events.js';
import { mergeAndUndo } from './store-failure/scenarios/merge-and-undo.js';
import { orderLookUp } from './store-failure/scenarios/order-look-up.js';
import { parkedAndRedriven } from './store-failure/scenarios/parked-and-redriven.js';
import { reminders } from './store-failure/scenarios/reminders.js';
import { createServerHomes } from './store-failure/server-homes.js';
import type { Told } from './store-failure/tell-scenario.js';

/** Stories in whose middle a release is recorded, by `THROUGHLINE_RECORD=<version>`. */
const stories: readonly Scenario[] = [orderLookUp, reminders, activities, mergeAndUndo, parkedAndRedriven, deadLetters, deferredEvents, crmNotes];

const server = databaseOfFile();

const homeOf = async (recorded: Recorded) => (recorded.files === undefined ? homeOfRows(recorded, server) : homeOfFiles(recorded));
const storyOf = ({ title }: Recorded): Scenario => {
  const story = stories.find((one) => one.title === title);
  if (story === undefined) throw new Error(`nobody knows the story of ${title} any more`);
  return story;
};

/** What this code writes in the middle of a story, in a file. */
async function recordInFile(story: Scenario): Promise<Recorded> {
  const [, make] = homes[1] ?? [];
  if (make === undefined) throw new Error('no file');
  return recordHalf(story, make(), undefined);
}

/** The same on a server. */
async function recordOnServer(story: Scenario): Promise<Recorded> {
  let schema = '';
  const home = await createServerHomes({ ...server, callTimeoutMs: 30_000, prepare: async (made) => { schema = made; } })();
  return recordHalf(story, home, { database: server.database, schema: () => schema, during: home.clock.during });
}

const told = new Map<string, Promise<Told>>();
/** The end of a story of which this code tells both halves. */
function endOf(story: Scenario): Promise<Told> {
  const known = told.get(story.title) ?? recordInFile(story).then((half) => tellRest(story, half, homeOfFiles(half)));
  told.set(story.title, known);
  return known;
}

describe.each(releases())('P24: what release %s wrote in the middle of a story', (version) => {
  test.each(readRecorded(version).map((recorded) => [recorded.title, recorded.files === undefined ? 'rows of PostgreSQL' : 'a file of SQLite', recorded] as const))('%s, as %s, is read and goes on to the same end', async (_title, _what, recorded) => {
    const story = storyOf(recorded);
    const end = await tellRest(story, recorded, await homeOf(recorded));
    expect(end.wrong).toEqual([]);
    expect(end).toEqual(await endOf(story));
  });
});

test('every release there was is recorded', () => {
  const versions = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, version = '']) => version);
  expect(releases()).toEqual(expect.arrayContaining(versions));
  expect(releases().length).toBeGreaterThan(0);
});

const release = process.env['THROUGHLINE_RECORD'];
const written = fullSize || release !== undefined ? stories : stories.slice(0, 1);

test.each(written.map((story) => [story.title, story] as const))('what this code writes in the middle of %s it reads, in a file and on a server', async (_title, story) => {
  for (const one of [await recordInFile(story), await recordOnServer(story)]) {
    if (release !== undefined) writeRecorded(release, one);
    expect(await tellRest(story, one, await homeOf(one))).toEqual(await endOf(story));
  }
});

test('the proof notices a field that has another name since', async () => {
  const [recorded] = readRecorded(releases()[0] ?? '').filter(({ rows }) => rows !== undefined);
  if (recorded?.rows === undefined) throw new Error('nothing is recorded');
  const renamed = { ...recorded, rows: { ...recorded.rows, lane: (recorded.rows['lane'] ?? []).map((row) => row.replaceAll(String.raw`\"snapshot\"`, String.raw`\"standing\"`)) } };
  expect(renamed.rows.lane).not.toEqual(recorded.rows['lane']);
  const end = await tellRest(storyOf(recorded), renamed, await homeOf(renamed)).catch((error: unknown) => ({ error }));
  expect(end).not.toEqual(await endOf(storyOf(recorded)));
});
