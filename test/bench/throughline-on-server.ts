import { createPostgresStore } from 'throughline/adapters/postgres';
import type { Competitor, Course } from './competitor.js';
import { connections, mustHaveDatabase } from './on-server.js';
import { driveLibrary, journeysOf } from './throughline.js';

/** The library on a PostgreSQL server, one of several processes where others have groups of their own. */
export function createThroughlineOnServer(course: Course): Competitor {
  const { url, group } = mustHaveDatabase(course);
  const { orchestrator, calls, bring, answer, close } = driveLibrary(createPostgresStore({ connection: { connectionString: url, max: connections } }), group);
  return {
    bring, answer,
    async finish(customers) {
      const journeys = await journeysOf(orchestrator, customers, group);
      await close();
      // where several processes share the work, each counts only what it did itself
      return { journeys, ...(group === '' && calls) };
    },
  };
}
