import { mkdtempSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createThroughline } from './throughline.js';
import { enterAll, planTour, visitCustomers } from './visit-customers.js';
const folder = mkdtempSync('/work/main/.throughline/look-');
const c = createThroughline({ folder, afterSync() {} });
await enterAll(c, 1, 1);
await visitCustomers(c, planTour(1, 1), Number(process.argv[2] ?? 0.1));

await c.finish(1); const db = new DatabaseSync(folder + '/throughline.db', { readOnly: true });
const state = String(db.prepare("SELECT state FROM lane WHERE name LIKE 'cus%' OR version > 0 ORDER BY length(state) DESC LIMIT 1").get()?.['state']);
console.log(state.length); console.log(state);
for (const r of db.prepare('SELECT kind, length(body) n, body FROM log ORDER BY position DESC LIMIT 12').all()) console.log(r);
for (const t of ['timer','effect','dead','lane_row','counter','instance','dedupe','identity','log','lane']) console.log(t, db.prepare(`SELECT count(*) n FROM ${t}`).get());
console.log(db.prepare('SELECT * FROM counter').all(), db.prepare('SELECT * FROM lane_row LIMIT 5').all(), db.prepare('SELECT * FROM timer LIMIT 3').all());
process.exit(0);
