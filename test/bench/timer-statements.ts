import { DatabaseSync } from 'node:sqlite';

/** What a store asked SQLite about timers, and how SQLite goes about it. */
export interface TimerStatement { readonly text: string; readonly plan: readonly string[] }

/** Writes down every statement that is prepared from now on; the answer gives those that read timers, explained on that file. */
export function hearStatements(): (file: string) => readonly TimerStatement[] {
  const heard = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function hearing(text, ...rest) {
    heard.add(text);
    return prepare.call(this, text, ...rest);
  };
  return (file) => {
    DatabaseSync.prototype.prepare = prepare;
    const db = new DatabaseSync(file, { readOnly: true });
    const statements = [...heard].filter((text) => /^SELECT.*\bFROM timer\b/s.test(text)).map((text) => ({ text, plan: planOf(db, text) }));
    db.close();
    return statements;
  };
}

/** Throws where timers that are due are not looked up by an index, or where any statement would sort or walk through all of them. */
export function assertByIndex(statements: readonly TimerStatement[]): void {
  const due = statements.filter(({ plan }) => plan.some((line) => /^SEARCH \w+ USING .*\(\w+<\?\)/.test(line)));
  if (due.length === 0) throw new Error(`no statement finds due timers by an index: ${JSON.stringify(statements)}`);
  for (const { text, plan } of statements) {
    // the first row of an index is read without looking further
    const one = /ORDER BY \w+ LIMIT 1$/.test(text);
    if (plan.some((line) => line.includes('TEMP B-TREE') || (line.startsWith('SCAN') && !one))) throw new Error(`'${text}' reads all timers: ${plan.join('; ')}`);
  }
}

const planOf = (db: DatabaseSync, text: string): readonly string[] => db.prepare(`EXPLAIN QUERY PLAN ${text}`).all().map((row) => String(row['detail']));
