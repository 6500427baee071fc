import { DatabaseSync } from 'node:sqlite';
import { createMemoryData, type MemoryData } from 'throughline/testing';
import type { FileDatabase } from '../../adapters/postgres/database-of-file.js';
import { memoryHome, sqliteHome, type Home } from '../../orchestrator/door/homes.js';
import { createServerHomes } from '../../promises/store-failure/server-homes.js';

/** What may get lost behind the library's back. */
export type Loss = 'every timer' | 'one timer' | 'an accepted event' | 'the first event of all' | 'a customer' | 'a waiting message' | 'a parked event' | 'a dead letter' | 'a run, in every table';
export const losses: readonly Loss[] = ['every timer', 'one timer', 'an accepted event', 'the first event of all', 'a customer', 'a waiting message', 'a parked event', 'a dead letter', 'a run, in every table'];

/** A home, and somebody with access to its tables. */
export interface KeptPlace {
  readonly home: Home;
  /** takes it out by hand, once nobody has the store open */
  lose(loss: Loss): Promise<void>;
}

/** The three stores that come with the library. */
export const keptPlaces = (server: FileDatabase): readonly (readonly [string, () => Promise<KeptPlace>])[] => [['memory', memoryPlace], ['SQLite', sqlitePlace], ['PostgreSQL', () => serverPlace(server)]];

async function memoryPlace(): Promise<KeptPlace> {
  const data = createMemoryData();
  return { home: memoryHome(data), async lose(loss) { loseInMemory(data, loss); } };
}

async function sqlitePlace(): Promise<KeptPlace> {
  const home = sqliteHome();
  return {
    home,
    async lose(loss) {
      const db = new DatabaseSync(home.file);
      db.exec(statementsOf(loss, { event: 1, runless: `json_set(state, '$.instances', json('[]'))` }));
      db.close();
    },
  };
}

async function serverPlace({ database, pool }: FileDatabase): Promise<KeptPlace> {
  let schema = '';
  const home = await createServerHomes({ database, pool, callTimeoutMs: 30_000, prepare: async (made) => { schema = made; } })();
  const kind = async (): Promise<number> => Number((await database.admin.query(`SELECT kind FROM ${schema}.log ORDER BY position LIMIT 1`)).rows[0]?.kind);
  return {
    home,
    async lose(loss) { await database.admin.query(`SET search_path TO ${schema}; ${statementsOf(loss, { event: await kind(), runless: `jsonb_set(state::jsonb, '{instances}', '[]')::text` })}; RESET search_path`); },
  };
}

/** The customer who has most runs and no parked event, with all that is theirs. */
const someone = `(SELECT i.lane FROM instance i WHERE i.lane NOT IN (SELECT lane FROM parked) ORDER BY i.lane LIMIT 1)`;
const everywhere = ['log', 'identity', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'instance'];

function statementsOf(loss: Loss, { event, runless }: { readonly event: number; readonly runless: string }): string {
  switch (loss) {
    case 'every timer': return 'DELETE FROM timer';
    case 'one timer': return 'DELETE FROM timer WHERE lane = (SELECT max(lane) FROM timer)';
    case 'an accepted event': return `DELETE FROM log WHERE position = (SELECT max(position) FROM log WHERE kind = ${event})`;
    case 'the first event of all': return `DELETE FROM log WHERE position = (SELECT min(position) FROM log WHERE kind = ${event})`;
    case 'a customer': return [`CREATE TEMPORARY TABLE gone AS ${someone.slice(1, -1)}`, ...everywhere.map((table) => `DELETE FROM ${table} WHERE lane IN (SELECT lane FROM gone)`), 'DELETE FROM lane WHERE number IN (SELECT lane FROM gone)', 'DROP TABLE gone'].join(';');
    case 'a waiting message': return 'DELETE FROM effect';
    case 'a parked event': return 'DELETE FROM parked';
    case 'a dead letter': return 'DELETE FROM dead';
    case 'a run, in every table': return [`UPDATE lane SET state = ${runless} WHERE number = ${someone}`, `DELETE FROM timer WHERE lane = ${someone}`, `DELETE FROM instance WHERE lane = ${someone}`].join(';');
    default: return loss satisfies never;
  }
}

function loseInMemory(data: MemoryData, loss: Loss): void {
  const lanes = [...data.lanes.values()];
  const one = lanes.find(({ instances, parked }) => instances.size > 0 && parked.size === 0);
  const events = data.log.filter(({ kind }) => kind === 'event');
  const takeEntry = (position: number | undefined): void => {
    data.log = data.log.filter((entry) => entry.position !== position);
    for (const lane of lanes) lane.log = lane.log.filter((entry) => entry.position !== position);
  };
  switch (loss) {
    case 'every timer': return lanes.forEach(({ timers }) => timers.clear());
    case 'one timer': return lanes.findLast(({ timers }) => timers.size > 0)?.timers.clear();
    case 'an accepted event': return takeEntry(events.at(-1)?.position);
    case 'the first event of all': return takeEntry(events[0]?.position);
    case 'a customer':
      for (const [key, lane] of data.lanes) if (lane === one) data.lanes.delete(key);
      for (const [key, lane] of data.identities) if (lane === one) data.identities.delete(key);
      data.log = data.log.filter(({ lane }) => lane !== one?.lane);
      return;
    case 'a waiting message': return lanes.forEach(({ effects }) => effects.clear());
    case 'a parked event': return lanes.forEach(({ parked }) => parked.clear());
    case 'a dead letter': return lanes.forEach(({ dead }) => dead.clear());
    case 'a run, in every table':
      if (one === undefined) return;
      one.state = JSON.stringify({ ...JSON.parse(one.state), instances: [] });
      one.instances.clear();
      one.timers.clear();
      return;
    default: return loss satisfies never;
  }
}
