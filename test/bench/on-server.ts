import type { Course, SharedDatabase } from './competitor.js';

/** connections of one process to the server, for everybody alike */
export const connections = 16;

/** Refuses a course for those who work on a file. */
export function mustHaveDatabase({ database }: Course): SharedDatabase {
  if (database === undefined) throw new Error('whoever works on a server is given a database');
  return database;
}
