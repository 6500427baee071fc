import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import { JourneyError } from '../../../src/errors/index.js';

const store = createSqliteStore({ file: process.argv[2] ?? '' });
try {
  await store.open({ worker: 'elsewhere' });
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(JourneyError.is(error) ? error.code : String(error));
} finally {
  await store.close();
}
