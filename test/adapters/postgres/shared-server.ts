import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import type { DatabaseServer } from '../../../scripts/postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext { databaseDoor: string }
}

/**
 * One database server for a whole test run. It is started when the first test file asks at the door for its address, and stopped at the
 * end, also when tests fail; a run without such files starts none.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<DatabaseServer> | undefined;
  const door = createServer((_, response) => {
    starting ??= import('../../../scripts/postgres-server.js').then(({ startDatabaseServer }) => startDatabaseServer());
    starting.then(({ url }) => response.end(url), (error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => { door.listen(0, '127.0.0.1', resolve); });
  const address = door.address();
  project.provide('databaseDoor', typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '');
  return async () => {
    door.close();
    await (await starting)?.remove();
  };
}
