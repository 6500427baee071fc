import { JourneyError } from '../../src/errors/index.js';
import type { Listed, ListKind, ListQuery } from '../../src/ports/index.js';
import { numberOf, optionalText, textOf, type Row } from './column.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';
import { fromStored, toStored } from './stored-text.js';

const toItem: { readonly [K in ListKind]: (row: Row) => Listed[K] } = {
  lane: (row) => ({ ...laneOf(row), version: numberOf(row, 'version') }),
  instance: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), journey: textOf(row, 'journey'), status: textOf(row, 'status') }),
  parked: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), journey: textOf(row, 'journey'), ...optionalText(row, 'instance'), at: numberOf(row, 'at'), cause: textOf(row, 'cause'), body: textOf(row, 'body') }),
  dead: (row) => ({ ...laneOf(row), key: textOf(row, 'id'), cause: textOf(row, 'cause'), attempt: numberOf(row, 'attempt'), body: textOf(row, 'body') }),
  timer: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), due: numberOf(row, 'at') }),
  effect: (row) => ({ ...laneOf(row), key: textOf(row, 'id'), attempt: numberOf(row, 'attempt') }),
};

/** One page of what exists, in the order lanes began. */
export async function listPage<K extends ListKind>({ connection }: Session, query: ListQuery<K>): Promise<{ readonly items: readonly Listed[K][]; readonly next?: string }> {
  const limit = rowLimit(query.limit);
  const [lane, id] = query.after === undefined ? [0, ''] : readCursor(query.after);
  const { kind, tenant, lane: name, journey } = query;
  const rows = await connection.call('list_1', [kind, stored(tenant), stored(name), stored(journey), lane, toStored(id), limit + 1]);
  const items = rows.slice(0, limit).map<Listed[K]>(toItem[query.kind]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last === undefined ? { items } : { items, next: JSON.stringify([numberOf(last, 'number'), fromStored(String(last['id']))]) };
}

function stored(text: string | undefined): string | null {
  return text === undefined ? null : toStored(text);
}

function laneOf(row: Row): { readonly tenant: string; readonly lane: string } {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'lane') };
}

function readCursor(text: string): readonly [number, string] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && Number.isSafeInteger(value[0]) && typeof value[1] === 'string') return [Number(value[0]), value[1]];
  } catch {
    // told below: it is not ours either way
  }
  throw new JourneyError('InvalidInput', 'The `after` of a list is the `next` of the page before', { path: 'after' });
}
