import { JourneyError } from '../../src/errors/index.js';
import { fromStored } from './stored-text.js';

/** One row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>;

export function textOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? fromStored(value) : broken(column);
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : broken(column);
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : broken(column);
}

/** The text beside its name, or nothing where the column is null: made for spreading. */
export function optionalText<K extends string>(row: Row, column: K): { readonly [key in K]?: string };
export function optionalText(row: Row, column: string): Readonly<Record<string, string>> {
  return row[column] === null ? {} : { [column]: textOf(row, column) };
}

function broken(column: string): never {
  throw new JourneyError('StorageContractViolation', 'The file holds a value of the wrong kind; restore it from a backup', { path: column });
}
