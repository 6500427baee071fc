import type { TestDatabase } from '../../adapters/postgres/test-database.js';

/** A bug in what the database does for its workers: in one function of the schema, other words in the place of some. */
export interface SchemaBug { readonly in: string; readonly from: string; readonly to: string }

export const schemaBugs: { readonly [bug: string]: SchemaBug } = {
  'commit-without-fence': { in: 'alive_1', from: 'RETURN EXISTS (SELECT FROM worker WHERE epoch = asked AND until > now_ms())', to: 'RETURN true' },
  'version-not-compared': { in: 'commit_1', from: `WHEN c.expect >= 0 AND c.expect <> c.version THEN 'version'`, to: '' },
  // whoever commits seems to live, so that its lease goes on, also one that is over
  'lease-extended-by-commits': {
    in: 'alive_1', from: 'RETURN EXISTS (SELECT FROM worker WHERE epoch = asked AND until > now_ms())',
    to: `INSERT INTO worker (epoch, name, until) VALUES (asked, 'back', now_ms() + 500) ON CONFLICT (epoch) DO UPDATE SET until = excluded.until; RETURN true`,
  },
  // who slept through its lease finds by its own clock that it still runs, and goes on under it
  'lease-extended-from-local-clock': {
    in: 'renew_1', from: 'UPDATE worker SET until = now_ms() + lease, lease_ms = lease WHERE epoch = own AND until > now_ms()',
    to: `INSERT INTO worker (epoch, name, until) VALUES (own, 'back', now_ms() + lease) ON CONFLICT (epoch) DO UPDATE SET until = excluded.until`,
  },
  'dead-keep-their-work': { in: 'release_1', from: 'UPDATE effect e SET next = now_ms()', to: 'UPDATE effect e SET next = e.next' },
  'dead-keep-their-activities': { in: 'release_1', from: 'WHERE first AND holder = ended FOR UPDATE', to: `WHERE first AND holder = ended AND body NOT LIKE '%"kind":"activity"%' FOR UPDATE` },
  'dead-keep-their-delays': { in: 'release_1', from: 'UPDATE timer t SET next = t.due, holder = NULL', to: 'UPDATE timer t SET next = t.next' },
  'exit-without-release': { in: 'close_1', from: 'PERFORM release_1(own)', to: 'PERFORM own' },
};

/** Plants it in one schema. */
export async function plantInSchema({ admin }: TestDatabase, schema: string, bug: SchemaBug): Promise<void> {
  const { rows } = await admin.query(`SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace AND proname = '${bug.in}'`);
  const definition = String(rows[0]?.definition);
  if (!definition.includes(bug.from)) throw new Error(`${bug.in} no longer says what the bug takes away: ${bug.from}`);
  await admin.query(`SET search_path TO ${schema}, pg_temp; ${definition.replace(bug.from, () => bug.to)}; RESET search_path`);
}
