import { createSqliteStore } from 'throughline/adapters/sqlite';
import { verify } from 'throughline/testing';

/** What contradicts itself in a SQLite file whose process is gone. */
export async function verifyFile(file: string): Promise<readonly string[]> {
  const store = createSqliteStore({ file });
  await store.open({ worker: 'auditor' });
  try {
    return (await verify(store)).findings;
  } finally {
    await store.close();
  }
}
