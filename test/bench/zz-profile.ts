import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import { createThroughline } from './throughline.js';
import { createHandWrittenLoop } from './hand-written-loop.js';
import { enterAll, planTour, visitCustomers } from './visit-customers.js';
const [conc = '1', customers = '128', seconds = '4', out = '', who = 'throughline'] = process.argv.slice(2);
const folder = mkdtempSync('/work/main/.throughline/prof-');
const c = (who === 'throughline' ? createThroughline : createHandWrittenLoop)({ folder, afterSync() {} });
await enterAll(c, Number(customers), Math.max(64, Number(conc)));
const tour = planTour(Number(customers), Number(conc));
await visitCustomers(c, { ...planTour(Number(customers), Math.max(64,Number(conc))), stepsOf: tour.stepsOf }, 3);
const s = new Session(); s.connect();
if (out) { await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 200 }); await s.post('Profiler.start'); }
const f = await visitCustomers(c, tour, Number(seconds));
if (out) { const { profile } = await s.post('Profiler.stop'); writeFileSync(out, JSON.stringify(profile)); }
console.log(who, conc, JSON.stringify(f));
rmSync(folder, { recursive: true, force: true });
process.exit(0);
