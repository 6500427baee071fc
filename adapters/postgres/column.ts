import { JourneyError } from '../../src/errors/index.js';
import { fromStored } from './stored-text.js';

/** One row as the server writes it: every value a text or null, whatever parsers the host gave to `pg`. */
export type Row = Readonly<Record<string, unknown>>;

export function textOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? fromStored(value) : broken(column);
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : broken(column);
}

export function booleanOf(row: Row, column: string): boolean {
  const value = row[column];
  return value === 't' || value === true;
}

/** The list beside its name in a JSON column; empty where there is none. */
export function listOf(row: Row, column: string): readonly unknown[] {
  const value = row[column];
  if (value === null) return [];
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(list) ? list : broken(column);
}

/** The text beside its name, or nothing where the column is null: made for spreading. */
export function optionalText<K extends string>(row: Row, column: K): { readonly [key in K]?: string };
export function optionalText(row: Row, column: string): Readonly<Record<string, string>> {
  return row[column] === null ? {} : { [column]: textOf(row, column) };
}

function broken(column: string): never {
  throw new JourneyError('StorageContractViolation', 'The database holds a value of the wrong kind; restore it from a backup', { path: column });
}
