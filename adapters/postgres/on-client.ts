import type { Pool, PoolClient } from 'pg';

/** Does work on one connection of a pool, and gives it back. Rejects where none was to be had in time; one that comes later goes back unused. */
export async function onClient<T>(pool: Pool, withinMs: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await take(pool, withinMs);
  let failed = true;
  try {
    const answer = await work(client);
    failed = false;
    return answer;
  } finally {
    // a connection on which something failed is not worth saving: closing it rolls back
    client.release(failed);
    client.off('error', ignore);
  }
}

function take(pool: Pool, withinMs: number): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      reject(new Error(`The database gave no connection within ${withinMs} ms`));
    }, withinMs);
    pool.connect((error, client) => {
      clearTimeout(limit);
      if (client === undefined) return reject(error ?? new Error('The database gave no connection'));
      if (late) return client.release();
      // from the moment it is ours: one that breaks between two answers would end the process
      client.on('error', ignore);
      resolve(client);
    });
  });
}

function ignore(): void {}
