import { expect, test } from 'vitest';
import { postgresProgram } from '../../../scripts/postgres-program.js';

test('to know the server\'s program leaves a process to end as it would have: a run with a failed test must not end well', async () => {
  const listeners = (): unknown => process.eventNames().map((event) => [event, process.listenerCount(event)]);
  const before = listeners();
  const { Server, release } = await postgresProgram();
  expect(listeners()).toEqual(before);
  expect(Server).toBeTypeOf('function');
  release();
});
