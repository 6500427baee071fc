import { test } from 'vitest';
import { homes } from '../door/homes.js';
import { failEachCall, otherKinds, tellingKinds, titleOf } from './fail-each-call.js';

const [memory, file] = homes;

test.each(otherKinds.map((kind) => [titleOf(kind), kind] as const))('%s: nothing is lost and nothing done twice', async (_title, kind) => {
  if (memory !== undefined) await failEachCall(memory[1], kind);
});

test.each(tellingKinds.map((kind) => [titleOf(kind), kind] as const))('%s, in a SQLite file: nothing is lost and nothing done twice', async (_title, kind) => {
  if (file !== undefined) await failEachCall(file[1], kind);
});
