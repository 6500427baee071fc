import type { Change } from '../../src/ports/store.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

/** What a change takes away, effects and entries apart. */
export function removeParts({ sql }: Session, lane: number, { tenant, identities, instances, timers, parked, rows }: Change): void {
  for (const identity of identities?.release ?? []) {
    sql('DELETE FROM identity WHERE tenant = ? AND identity = ? AND lane = ?').run(toStored(tenant), toStored(identity), lane);
  }
  for (const id of instances?.drop ?? []) sql('DELETE FROM instance WHERE lane = ? AND id = ?').run(lane, toStored(id));
  for (const id of timers?.cancel ?? []) cancelTimer(sql, lane, id);
  for (const id of parked?.settle ?? []) sql('DELETE FROM parked WHERE lane = ? AND id = ?').run(lane, toStored(id));
  for (const key of rows?.drop ?? []) sql('DELETE FROM lane_row WHERE lane = ? AND key = ?').run(lane, toStored(key));
}

/** What a change brings, effects, entries and counters apart. */
export function addParts({ sql }: Session, lane: number, { tenant, identities, instances, timers, parked, rows }: Change): void {
  for (const identity of identities?.claim ?? []) {
    sql('INSERT INTO identity (tenant, identity, lane) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(toStored(tenant), toStored(identity), lane);
  }
  for (const { id, journey, status } of instances?.set ?? []) {
    sql('INSERT INTO instance (lane, id, journey, status) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET journey = excluded.journey, status = excluded.status')
      .run(lane, toStored(id), toStored(journey), toStored(status));
  }
  for (const { id, due } of timers?.set ?? []) {
    cancelTimer(sql, lane, id);
    sql('INSERT INTO timer (next, lane, id, due, attempt) VALUES (?, ?, ?, ?, 0)').run(due, lane, toStored(id), due);
  }
  for (const { id, journey, instance, at, cause, body } of parked?.add ?? []) {
    sql('INSERT OR REPLACE INTO parked (lane, id, journey, instance, at, cause, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(lane, toStored(id), toStored(journey), instance === undefined ? null : toStored(instance), at, toStored(cause), toStored(body));
  }
  for (const { key, value } of rows?.put ?? []) {
    sql('INSERT INTO lane_row (lane, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(lane, toStored(key), toStored(value));
  }
}

function cancelTimer(sql: Session['sql'], lane: number, id: string): void {
  sql('DELETE FROM timer WHERE lane = ? AND id = ?').run(lane, toStored(id));
}
