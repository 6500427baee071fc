import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import { createRandom } from './random.js';
import { recordTape } from './record-tape.js';
import { outlineOf } from './outline-of.js';
import { newStanding, work } from './workload.js';

/** what ends the making of the file and begins what is compared */
const [, , file = '', outline = '', how = ''] = process.argv;
const { seed, steps, manner, sql } = JSON.parse(how) as { seed: number; steps: number; manner: { large: number; emptied: number }; sql: string };
const make = () => createSqliteStore({ file, vacuumOnErase: false });
const first = make();
await first.open({ worker: 'w' });
await first.close();
writeSync(1, '{"begin":true}\n');
const start = new Map([['', readFileSync(file)]]);
const recording = recordTape(file);
recording.onConnection(sql);
const [standing, random] = [newStanding(manner), createRandom(seed)];
for (let round = 0; round < 2; round += 1) {
  const store = make();
  const { epoch } = await store.open({ worker: 'w' });
  await work(store, { epoch, standing, random, steps, tell: (told) => { recording.tell(JSON.stringify(told)); writeSync(1, `${JSON.stringify(told)}\n`); } });
  await store.close();
}
recording.stop();
writeFileSync(outline, JSON.stringify(outlineOf(recording.tape, start)));
