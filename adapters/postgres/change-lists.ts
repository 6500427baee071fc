import type { Change, NewEffect, NewEntry, Settlement } from '../../src/ports/index.js';
import { toArrays, type Cell } from './array-literal.js';
import { dedupeHash, digestHash } from './dedupe-hash.js';
import { kindNumber } from './log-entry.js';

type Rows = Cell[][];
type Dedupe = NonNullable<NewEntry['dedupe']>;

/** One change on its way to the server: behind a refused one of its lane, with the first entry of its own that is there twice. */
export interface Arriving { readonly change: Change; readonly held: boolean; readonly twin: Twin | undefined }
/** An entry that repeats an earlier one of its change, by its place there, and whether it says the same. */
export interface Twin { readonly at: number; readonly same: boolean }

/** The parameters of `commit_1`, in its order: the lists of all changes, each row of which names its change. */
export function toChangeLists(wave: readonly Arriving[], salt: string): readonly string[] {
  const changes: Rows = [];
  const [entries, claimed, instances, timers, settled, added, parked, rows, gone, counted]: [Rows, Rows, Rows, Rows, Rows, Rows, Rows, Rows, Rows, Rows] = [[], [], [], [], [], [], [], [], [], []];
  const settledBefore = new Map<string, number>();
  wave.forEach(({ change, held, twin }, index) => {
    const at = index + 1;
    changes.push([change.tenant, change.lane, change.epoch, change.expect, change.state ?? null, held, beginsLane(change), twin === undefined ? null : entries.length + twin.at + 1]);
    for (const { kind, at: time, body, dedupe } of change.entries ?? []) entries.push([at, kindNumber(kind), time, body, ...hashesOf(salt, change.tenant, dedupe)]);
    for (const identity of new Set(change.identities?.claim)) claimed.push([at, identity]);
    for (const { id, journey, status } of lastOf(change.instances?.set, ({ id: key }) => key)) instances.push([at, id, journey, status]);
    for (const { id, due } of lastOf(change.timers?.set, ({ id: key }) => key)) timers.push([at, id, due]);
    for (const settlement of change.effects?.settle ?? []) settled.push([at, passOf(settledBefore, change, settlement), ...settlementOf(settlement)]);
    for (const { key, due, attempt, queue, body } of firstOf(change.effects?.add)) added.push([at, key, due, attempt, queue ?? null, body]);
    for (const { id, journey, instance, at: time, cause, body } of lastOf(change.parked?.add, ({ id: key }) => key)) parked.push([at, id, journey, instance ?? null, time, cause, body]);
    for (const { key, value } of lastOf(change.rows?.put, ({ key: name }) => name)) rows.push([at, key, value]);
    for (const [what, key] of goneWith(change)) gone.push([at, what, key]);
    for (const [key, amount] of Object.entries(change.counters ?? {})) counted.push([at, key, amount]);
  });
  return [
    ...toArrays(changes, 8), ...toArrays(entries, 6), ...toArrays(claimed, 2), ...toArrays(instances, 4), ...toArrays(timers, 3), ...toArrays(settled, 7),
    ...toArrays(added, 6), ...toArrays(parked, 7), ...toArrays(rows, 3), ...toArrays(gone, 3), ...toArrays(counted, 3),
  ];
}

/** A change that only takes away begins no lane; neither does one that was decided on a lane that is there. */
function beginsLane({ expect, entries, identities, instances, timers, effects, parked, rows }: Change): boolean {
  const brings = [entries, identities?.claim, instances?.set, timers?.set, effects?.add, parked?.add, rows?.put];
  return expect === 0 || (expect === -1 && brings.some((list) => list !== undefined && list.length > 0));
}

function hashesOf(salt: string, tenant: string, dedupe: Dedupe | undefined): readonly [Cell, Cell] {
  return dedupe === undefined ? [null, null] : [dedupeHash(salt, tenant, dedupe), digestHash(salt, tenant, dedupe)];
}

/** How often this key of the lane was settled before in the wave: a later one sees what an earlier one did. */
function passOf(before: Map<string, number>, { tenant, lane }: Change, { key }: Settlement): number {
  const name = JSON.stringify([tenant, lane, key]);
  const pass = before.get(name) ?? 0;
  before.set(name, pass + 1);
  return pass;
}

function settlementOf(settlement: Settlement): readonly Cell[] {
  const { key, result } = settlement;
  if (result === 'retry') return [key, result, settlement.due, settlement.attempt ?? null, null];
  return [key, result, null, null, result === 'dead' ? settlement.cause : null];
}

/** What is brought in the same change stays, since taking away comes first there. */
function goneWith({ identities, instances, timers, parked, rows }: Change): readonly (readonly [string, string])[] {
  return [
    ...goneOf('identity', identities?.release, identities?.claim),
    ...goneOf('instance', instances?.drop, instances?.set?.map(({ id }) => id)),
    ...goneOf('timer', timers?.cancel, timers?.set?.map(({ id }) => id)),
    ...goneOf('parked', parked?.settle, parked?.add?.map(({ id }) => id)),
    ...goneOf('row', rows?.drop, rows?.put?.map(({ key }) => key)),
  ];
}

function goneOf(what: string, taken: readonly string[] = [], brought: readonly string[] = []): readonly (readonly [string, string])[] {
  const kept = new Set(brought);
  return taken.filter((key) => !kept.has(key)).map((key) => [what, key]);
}

function lastOf<T>(items: readonly T[] = [], keyOf: (item: T) => string): Iterable<T> {
  return new Map(items.map((item) => [keyOf(item), item])).values();
}

function firstOf(effects: readonly NewEffect[] = []): Iterable<NewEffect> {
  const kept = new Map<string, NewEffect>();
  for (const effect of effects) if (!kept.has(effect.key)) kept.set(effect.key, effect);
  return kept.values();
}
