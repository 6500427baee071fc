import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { repository } from '../../architecture/source-file.js';

/** What a release had written when its host was in the middle of a story: a file of SQLite with all beside it, or the rows of a PostgreSQL schema. */
export interface Recorded {
  /** the story; its steps are not changed once a release was recorded in its middle */
  readonly title: string;
  /** how many of its steps had been taken */
  readonly steps: number;
  /** when that was, epoch milliseconds */
  readonly at: number;
  /** by name, in base64 */
  readonly files?: { readonly [name: string]: string };
  /** by table, each row as JSON */
  readonly rows?: { readonly [table: string]: readonly string[] };
  /** steps of the schema that the rows were written under */
  readonly migrations?: number;
}

const folder = `${repository}test/promises/golden/`;

/** Every release that was recorded, by its version. */
export const releases = (): readonly string[] => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).toSorted();

export function readRecorded(release: string): readonly Recorded[] {
  return readdirSync(`${folder}${release}`).toSorted().map((name) => JSON.parse(gunzipSync(readFileSync(`${folder}${release}/${name}`)).toString()) as Recorded);
}

export function writeRecorded(release: string, recorded: Recorded): void {
  mkdirSync(`${folder}${release}`, { recursive: true });
  const name = `${recorded.title.replaceAll(/[^a-z]+/gi, '-').slice(0, 40)}-${recorded.files === undefined ? 'postgres' : 'sqlite'}.json.gz`;
  writeFileSync(`${folder}${release}/${name}`, gzipSync(JSON.stringify(recorded), { level: 9 }));
}
