import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite/index.js';
import { temporaryFile } from '../adapters/sqlite/sqlite-harness.js';
import { assertAgreement } from './assert-agreement.js';

it('the memory store and the sqlite store always answer the same, whatever is done to them', async () => {
  await assertAgreement(() => {
    const file = temporaryFile();
    let time = 0;
    return {
      make: () => createSqliteStore({ file, now: () => time, durable: 'no', synchronous: 'OFF', vacuumOnErase: false }),
      setClock: (now) => { time = now; },
      remove: () => rmSync(dirname(file), { recursive: true, force: true }),
    };
  }, 100);
}, 60_000);
