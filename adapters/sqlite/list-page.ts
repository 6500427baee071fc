import { JourneyError } from '../../src/errors/index.js';
import type { Listed, ListKind, ListQuery } from '../../src/ports/store.js';
import { numberOf, optionalText, textOf, type Row } from './column.js';
import { findLane } from './commit-change.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

interface Listing<K extends ListKind> {
  /** rows with `lane` and `id`: the key that never changes while the item exists, which pages go by */
  readonly from: string;
  readonly hasJourney: boolean;
  readonly toItem: (row: Row) => Listed[K];
}

const listings: { readonly [K in ListKind]: Listing<K> } = {
  lane: {
    from: `SELECT l.number AS lane, '' AS id, l.tenant, l.name, l.version FROM lane l WHERE l.version > 0`,
    hasJourney: false,
    toItem: (row) => ({ ...laneOf(row), version: numberOf(row, 'version') }),
  },
  instance: {
    from: 'SELECT x.lane, x.id, x.journey, x.status, l.tenant, l.name FROM instance x CROSS JOIN lane l ON l.number = x.lane WHERE 1',
    hasJourney: true,
    toItem: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), journey: textOf(row, 'journey'), status: textOf(row, 'status') }),
  },
  parked: {
    from: 'SELECT x.lane, x.id, x.journey, x.instance, x.at, x.cause, x.body, l.tenant, l.name FROM parked x CROSS JOIN lane l ON l.number = x.lane WHERE 1',
    hasJourney: true,
    toItem: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), journey: textOf(row, 'journey'), ...optionalText(row, 'instance'), at: numberOf(row, 'at'), cause: textOf(row, 'cause'), body: textOf(row, 'body') }),
  },
  dead: {
    from: 'SELECT x.lane, x.key AS id, x.attempt, x.cause, x.body, l.tenant, l.name FROM dead x CROSS JOIN lane l ON l.number = x.lane WHERE 1',
    hasJourney: false,
    toItem: (row) => ({ ...laneOf(row), key: textOf(row, 'id'), cause: textOf(row, 'cause'), attempt: numberOf(row, 'attempt'), body: textOf(row, 'body') }),
  },
  timer: {
    from: 'SELECT x.lane, x.id, x.due, l.tenant, l.name FROM timer x INDEXED BY timer_id CROSS JOIN lane l ON l.number = x.lane WHERE 1',
    hasJourney: false,
    toItem: (row) => ({ ...laneOf(row), id: textOf(row, 'id'), due: numberOf(row, 'due') }),
  },
  effect: {
    from: 'SELECT x.lane, x.key AS id, x.attempt, l.tenant, l.name FROM effect x INDEXED BY effect_key CROSS JOIN lane l ON l.number = x.lane WHERE 1',
    hasJourney: false,
    toItem: (row) => ({ ...laneOf(row), key: textOf(row, 'id'), attempt: numberOf(row, 'attempt') }),
  },
};

/** One page of what exists, in the order lanes began. */
export function listPage<K extends ListKind>(session: Session, query: ListQuery<K>): { readonly items: readonly Listed[K][]; readonly next?: string } {
  const limit = rowLimit(query.limit);
  const { from, hasJourney, toItem }: Listing<K> = listings[query.kind];
  const [lane, id] = query.after === undefined ? [0, ''] : readCursor(query.after);
  const asked = filtersOf(session, query, hasJourney);
  const where = asked.map(([condition]) => ` AND ${condition}`).join('');
  const key = query.kind === 'lane' ? `(l.number, '')` : query.kind === 'dead' || query.kind === 'effect' ? '(x.lane, x.key)' : '(x.lane, x.id)';
  const rows = session.sql(`${from}${where} AND ${key} > (?, ?) ORDER BY 1, 2 LIMIT ?`)
    .all(...asked.map(([, value]) => value), lane, toStored(id), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const items = rows.slice(0, limit).map(toItem);
  return last === undefined ? { items } : { items, next: JSON.stringify([numberOf(last, 'lane'), textOf(last, 'id')]) };
}

function filtersOf(session: Session, { kind, tenant, lane, journey }: ListQuery<ListKind>, hasJourney: boolean): readonly (readonly [string, string | number])[] {
  const ofJourney = hasJourney && journey !== undefined ? [['x.journey = ?', toStored(journey)] as const] : [];
  if (tenant !== undefined && lane !== undefined) {
    return [[kind === 'lane' ? 'l.number = ?' : 'x.lane = ?', findLane(session, tenant, lane).number], ...ofJourney];
  }
  const ofTenant = tenant === undefined ? [] : [['l.tenant = ?', toStored(tenant)] as const];
  const ofLane = lane === undefined ? [] : [['l.name = ?', toStored(lane)] as const];
  return [...ofTenant, ...ofLane, ...ofJourney];
}

function laneOf(row: Row): { readonly tenant: string; readonly lane: string } {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'name') };
}

function readCursor(text: string): readonly [number, string] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string') return [value[0], value[1]];
  } catch {
    // told below: it is not ours either way
  }
  throw new JourneyError('InvalidInput', 'The `after` of a list is the `next` of the page before', { path: 'after' });
}
