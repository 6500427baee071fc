import { toStored } from './stored-text.js';

/** What one place of a list may hold. */
export type Cell = string | number | boolean | null;

const special = /["\\]/g;

/** A list as one parameter: the text of a PostgreSQL array. */
export function toArray(cells: readonly Cell[]): string {
  return `{${cells.map(toElement).join(',')}}`;
}

/** Rows as columns, each one parameter, as functions of the schema take their lists. */
export function toArrays(rows: readonly (readonly Cell[])[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, at) => toArray(rows.map((row) => row[at] ?? null)));
}

function toElement(cell: Cell): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'string' ? `"${toStored(cell).replace(special, '\\$&')}"` : String(cell);
}
