import { z } from 'zod';
import type { LaneEntry } from '../../ports/store.js';
import { readInteraction, type Interaction } from '../briefing/interaction.js';
import type { Arrival } from '../decide-event.js';
import { noteFate, type Turn } from '../turn.js';

/** What the library reads of a web event's data; the rest is for journeys that declare the type. */
export const webDataSchema = z.looseObject({ page: z.string().min(1).max(2_048).optional(), title: z.string().max(500).optional() });
/** The data of `web.*` events that the library reads: `page` up to 2,048 UTF-16 units, `title` up to 500. */
export interface WebData { readonly page?: string; readonly title?: string }

/** Rows that hold the newest web behaviour, each used again once it is the oldest: a briefing reads them without the log. */
export const webRows = { prefix: 'web/', kept: 20 } as const;

/** Notes what the host saw the customer do on its pages: in the timeline, and for the briefing. It opens and prolongs no conversation. */
export function noteWebBehaviour(turn: Turn, { id, type, data, via }: Arrival): void {
  const { page, title } = webDataSchema.parse(data);
  const body = JSON.stringify({ direction: 'in', channel: via?.channel ?? 'web', event: id, type, page, title });
  const number = turn.state.webViews ?? 0;
  turn.interactions.push({ kind: 'web', at: turn.now, body });
  turn.rows.set(`${webRows.prefix}${String(number % webRows.kept).padStart(2, '0')}`, JSON.stringify({ at: turn.now, number, body, ...(turn.origin !== undefined && { origin: turn.origin }) }));
  turn.state = { ...turn.state, webViews: number + 1 };
  noteFate(turn, { journey: '', did: 'stayed', because: 'it is noted among what the customer did on the web' });
}

/** Reads the newest web behaviour back, oldest first; of rows that say whose they are, those that count. */
export function readWebRows(rows: readonly LaneEntry[], counts: (row: { readonly origin?: string | undefined }) => boolean): readonly Interaction[] {
  return rows.map(({ value }) => storedRow.parse(JSON.parse(value))).filter(counts).toSorted((one, other) => one.number - other.number).map(readInteraction);
}

const storedRow = z.object({ at: z.number(), number: z.number(), body: z.string(), origin: z.string().optional() });
