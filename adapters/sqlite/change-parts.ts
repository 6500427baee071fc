import type { Change } from '../../src/ports/store.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

/** What a change takes away, effects and entries apart. */
export function removeParts({ sql, balance }: Session, lane: number, { tenant, identities, instances, timers, parked, rows }: Change): void {
  for (const identity of identities?.release ?? []) {
    sql('DELETE FROM identity WHERE tenant = ? AND identity = ? AND lane = ?').run(toStored(tenant), toStored(identity), lane);
  }
  for (const id of instances?.drop ?? []) balance.instances -= Number(sql('DELETE FROM instance WHERE lane = ? AND id = ?').run(lane, toStored(id)).changes);
  for (const id of timers?.cancel ?? []) balance.timers -= cancelTimer(sql, lane, id);
  for (const id of parked?.settle ?? []) balance.parked -= letGo(sql, lane, id);
  for (const key of rows?.drop ?? []) sql('DELETE FROM lane_row WHERE lane = ? AND key = ?').run(lane, toStored(key));
}

/** What a change brings, effects, entries and counters apart. */
export function addParts({ sql, balance }: Session, lane: number, { tenant, identities, instances, timers, parked, rows }: Change): void {
  for (const identity of identities?.claim ?? []) {
    sql('INSERT INTO identity (tenant, identity, lane) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(toStored(tenant), toStored(identity), lane);
  }
  for (const { id, journey, status } of instances?.set ?? []) {
    const begun = sql('INSERT INTO instance (lane, id, journey, status) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(lane, toStored(id), toStored(journey), toStored(status)).changes > 0;
    if (begun) balance.instances += 1;
    else sql('UPDATE instance SET journey = ?, status = ? WHERE lane = ? AND id = ?').run(toStored(journey), toStored(status), lane, toStored(id));
  }
  for (const { id, due } of timers?.set ?? []) {
    balance.timers += 1 - cancelTimer(sql, lane, id);
    sql('INSERT INTO timer (next, lane, id, due, attempt) VALUES (?, ?, ?, ?, 0)').run(due, lane, toStored(id), due);
  }
  for (const { id, journey, instance, at, cause, body } of parked?.add ?? []) {
    balance.parked += 1 - letGo(sql, lane, id);
    sql('INSERT INTO parked (lane, id, journey, instance, at, cause, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(lane, toStored(id), toStored(journey), instance === undefined ? null : toStored(instance), at, toStored(cause), toStored(body));
  }
  for (const { key, value } of rows?.put ?? []) {
    sql('INSERT INTO lane_row (lane, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(lane, toStored(key), toStored(value));
  }
}

/** Answers how many went. */
function cancelTimer(sql: Session['sql'], lane: number, id: string): number {
  return Number(sql('DELETE FROM timer WHERE lane = ? AND id = ?').run(lane, toStored(id)).changes);
}

function letGo(sql: Session['sql'], lane: number, id: string): number {
  return Number(sql('DELETE FROM parked WHERE lane = ? AND id = ?').run(lane, toStored(id)).changes);
}
