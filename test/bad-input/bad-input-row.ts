import type { JourneyErrorCode } from '../../src/errors/index.js';

/** One input that somebody will send one day, and what must happen. The same rows run through every door there is. */
export interface BadInputRow {
  /** the line of the table of bad input that this row proves */
  readonly row: number;
  readonly name: string;
  /** makes the event anew each time: some inputs can be read only once */
  readonly input: () => unknown;
  readonly expect: Expectation;
  /** the same event as JSON text, where JSON can say it: what a webhook posts */
  readonly json?: string;
  /** JavaScript itself needs long to list the keys of this input */
  readonly longToList?: true;
}

export type Expectation =
  | { readonly refused: JourneyErrorCode; readonly path?: string; readonly limit?: number }
  /** it is let in, and its data reads so */
  | { readonly accepted: unknown };

/** Stands in every input; no error may repeat it. */
export const canary = 'canary-93b1';
/** The store's clock while the rows run. */
export const now = Date.UTC(2026, 0, 31, 12);

/** An event without fault, for a row to spoil. */
export const soundEvent = { id: 'evt-1', source: 'shop', type: 'order.placed', data: { note: canary }, who: [`user:${canary}`] };

/** A row that spoils one field of a sound event, with a value made anew each time. */
export function spoilt(row: number, name: string, make: { readonly [field: string]: () => unknown }, expect: Expectation): BadInputRow {
  return { row, name, input: () => ({ ...soundEvent, ...made(make) }), expect };
}

/** A row whose data comes as JSON text, so that a webhook can post it too. */
export function postedData(row: number, name: string, data: string, expect: Expectation): BadInputRow {
  const json = JSON.stringify({ ...soundEvent, data: 0 }).replace('"data":0', () => `"data":${data}`);
  return { row, name, json, input: () => JSON.parse(json), expect };
}

/** A row that spoils one field with something JSON can say. */
export function posted(row: number, name: string, field: object, expect: Expectation): BadInputRow {
  const event = { ...soundEvent, ...field };
  return { row, name, input: () => event, json: JSON.stringify(event), expect };
}

function made(make: { readonly [field: string]: () => unknown }): object {
  return Object.fromEntries(Object.entries(make).map(([field, value]) => [field, value()]));
}
