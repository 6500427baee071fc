import type { Change, LogEntry, NewEntry, Outcome } from '../../src/ports/store.js';
import { addEffects, settleEffects } from './change-effects.js';
import { addParts, removeParts } from './change-parts.js';
import { bytesOf, numberOf, textOf } from './column.js';
import { sumUp, type CounterSums } from './counter-sums.js';
import { dedupeHash, digestHash } from './dedupe-hash.js';
import { kindNumber, readEntry } from './log-entry.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

/** A lane as a change finds it; `number` 0 where there is none yet. */
export interface FoundLane { readonly number: number; readonly version: number; readonly head: number }
/** an entry with what it is deduplicated by, worked out once */
interface Arriving { readonly entry: NewEntry; readonly key?: Uint8Array; readonly digest?: Uint8Array }

const noLane: FoundLane = { number: 0, version: 0, head: 0 };

/** What the changes of one batch have come to: the lanes whose later changes must wait, and what is still to be added to counters. */
export interface SoFar { readonly refused: Set<string>; readonly counters: CounterSums }

/** Applies one change, its counters apart, or refuses it whole. */
export function commitChange(session: Session, change: Change, now: number, soFar: SoFar): Outcome {
  const key = JSON.stringify([change.tenant, change.lane]);
  const found = findLane(session, change.tenant, change.lane);
  const arriving = (change.entries ?? []).map((entry) => arrivingOf(session, change.tenant, entry));
  const outcome = refusalOf(session, change, arriving, { actual: found.version, held: soFar.refused.has(key) });
  if (outcome !== undefined) {
    soFar.refused.add(key);
    return outcome;
  }
  if (found.number === 0 && onlyRemoves(change)) return { ok: true, version: 0, position: session.position, waiting: [] };
  sumUp(soFar.counters, change);
  return applyChange(session, change, found.number === 0 ? beginLane(session, change) : found, { arriving, now });
}

/** The lane's number, version and newest entry. */
export function findLane({ sql }: Session, tenant: string, lane: string): FoundLane {
  const row = sql('SELECT number, version, head FROM lane WHERE tenant = ? AND name = ?').get(toStored(tenant), toStored(lane));
  return row === undefined ? noLane : { number: numberOf(row, 'number'), version: numberOf(row, 'version'), head: numberOf(row, 'head') };
}

function arrivingOf(session: Session, tenant: string, entry: NewEntry): Arriving {
  if (entry.dedupe === undefined) return { entry };
  return { entry, key: dedupeHash(session, tenant, entry.dedupe), digest: digestHash(session, tenant, entry.dedupe) };
}

function refusalOf(session: Session, change: Change, arriving: readonly Arriving[], { actual, held }: { readonly actual: number; readonly held: boolean }): Outcome | undefined {
  if (change.epoch !== session.epoch) return { ok: false, why: 'fenced' };
  if (held && change.expect >= 0) return { ok: false, why: 'version', actual };
  const duplicate = duplicateOf(session, arriving);
  if (duplicate !== undefined) return duplicate;
  if (change.expect >= 0 && change.expect !== actual) return { ok: false, why: 'version', actual };
  return identityConflict(session, change);
}

function duplicateOf({ sql }: Session, arriving: readonly Arriving[]): Outcome | undefined {
  for (const [at, { key, digest }] of arriving.entries()) {
    if (key === undefined || digest === undefined) continue;
    const twin = arriving.slice(0, at).find((earlier) => earlier.key !== undefined && isEqual(earlier.key, key));
    if (twin?.digest !== undefined) return { ok: false, why: 'duplicate', same: isEqual(twin.digest, digest) };
    const row = sql('SELECT position, digest FROM dedupe WHERE key = ?').get(key);
    if (row === undefined) continue;
    return { ok: false, why: 'duplicate', same: isEqual(bytesOf(row, 'digest'), digest), ...firstOf(sql, numberOf(row, 'position')) };
  }
  return undefined;
}

function firstOf(sql: Session['sql'], position: number): { readonly first?: LogEntry } {
  const row = sql('SELECT l.tenant, l.name, g.position, g.kind, g.at, g.body FROM log g JOIN lane l ON l.number = g.lane WHERE g.position = ?').get(position);
  return row === undefined ? {} : { first: readEntry(row) };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function identityConflict({ sql }: Session, change: Change): Outcome | undefined {
  for (const identity of change.identities?.claim ?? []) {
    const row = sql('SELECT l.name FROM identity i JOIN lane l ON l.number = i.lane WHERE i.tenant = ? AND i.identity = ?').get(toStored(change.tenant), toStored(identity));
    const holder = row === undefined ? change.lane : textOf(row, 'name');
    if (holder !== change.lane) return { ok: false, why: 'identity', identity, holder };
  }
  return undefined;
}

function onlyRemoves({ expect, entries, identities, instances, timers, effects, parked, rows }: Change): boolean {
  const adds = [entries, identities?.claim, instances?.set, timers?.set, effects?.add, parked?.add, rows?.put];
  return expect === -1 && adds.every((list) => list === undefined || list.length === 0);
}

function beginLane({ sql }: Session, { tenant, lane }: Change): FoundLane {
  const { lastInsertRowid } = sql(`INSERT INTO lane (tenant, name, version, head, state) VALUES (?, ?, 0, 0, '')`).run(toStored(tenant), toStored(lane));
  return { ...noLane, number: Number(lastInsertRowid) };
}

function applyChange(session: Session, change: Change, lane: FoundLane, { arriving, now }: { readonly arriving: readonly Arriving[]; readonly now: number }): Outcome {
  settleEffects(session, lane.number, change.effects?.settle ?? []);
  removeParts(session, lane.number, change);
  addParts(session, lane.number, change);
  const head = arriving.reduce((prev, next) => append(session, lane.number, next, { prev, now }), lane.head);
  const version = change.expect >= 0 ? lane.version + 1 : lane.version;
  if (version > 0 && lane.version === 0) session.balance.lanes += 1;
  if (change.expect >= 0) session.sql('UPDATE lane SET version = ?, head = ?, state = ? WHERE number = ?').run(version, head, toStored(change.state ?? ''), lane.number);
  else if (head !== lane.head) session.sql('UPDATE lane SET head = ? WHERE number = ?').run(head, lane.number);
  const waiting = addEffects(session, lane.number, change.effects?.add ?? [], now);
  return { ok: true, version, position: session.position, waiting };
}

function append(session: Session, lane: number, { entry, key, digest }: Arriving, { prev, now }: { readonly prev: number; readonly now: number }): number {
  session.position += 1;
  session.balance.entries += 1;
  session.acceptedAt = Math.max(session.acceptedAt, now);
  const { position, acceptedAt, sql } = session;
  sql('INSERT INTO log (position, lane, prev, kind, at, accepted, dedupe, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(position, lane, prev, kindNumber(entry.kind), entry.at, acceptedAt, key ?? null, toStored(entry.body));
  if (key !== undefined && digest !== undefined) sql('INSERT INTO dedupe (key, position, digest) VALUES (?, ?, ?)').run(key, position, digest);
  return position;
}
