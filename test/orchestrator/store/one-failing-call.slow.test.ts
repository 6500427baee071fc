import { test } from 'vitest';
import { homes } from '../door/homes.js';
import { failEachCall, kinds, titleOf } from './fail-each-call.js';

const file = homes[1];
const telling = kinds.filter(({ failure }) => failure === 'does it and then rejects' || failure.endsWith('dies'));

test.each(telling.map((kind) => [titleOf(kind), kind] as const))('%s, in a SQLite file: nothing is lost and nothing done twice', async (_title, kind) => {
  if (file !== undefined) await failEachCall(file[1], kind);
});
