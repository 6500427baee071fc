import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import type { Change } from '../../../src/ports/index.js';

const [, , file = '', run = ''] = process.argv;
const laneCount = 12;
const store = createSqliteStore({ file });
const { epoch } = await store.open({ worker: 'child' });
const lanes = Array.from({ length: laneCount }, (_, at) => `lane-${at}`);
const versions = new Map((await store.load(lanes.map((lane) => ({ tenant: 't', lane })))).flatMap((row) => (row === undefined ? [] : [[row.lane, row.version]])));

const changeOf = (lane: string, id: string, expect: number): Change => ({
  tenant: 't', lane, epoch, expect, state: `${expect + 1} ${'.'.repeat((expect * 131) % 2_500)}`,
  entries: [{ kind: 'event', at: 1, body: id, dedupe: { source: 'child', id, digest: id } }],
  timers: { set: [{ id: `timer ${expect + 1}`, due: expect }], cancel: [`timer ${expect}`] },
  effects: { add: [{ key: `${lane} ${expect + 1}`, due: 0, attempt: 0, body: id }], settle: [{ key: `${lane} ${expect}`, result: 'sent' }] },
  rows: { put: [{ key: `row ${expect % 5}`, value: id }] }, counters: { events: 1 },
});

// lines are written only once the commit has resolved: each is an acknowledgement
for (let batch = 0; ; batch += 1) {
  const changes = lanes.slice(0, 1 + (batch % laneCount)).map((lane, at) => changeOf(lane, `${run}-${batch}-${at}`, versions.get(lane) ?? 0));
  const outcomes = await store.commit(changes);
  outcomes.forEach((outcome, at) => {
    if (!outcome.ok) throw new Error(`refused: ${outcome.why}`);
    versions.set(lanes[at] ?? '', outcome.version);
  });
  writeSync(1, `${changes.flatMap(({ entries }) => entries?.map(({ body }) => body) ?? []).join(' ')}\n`);
}
