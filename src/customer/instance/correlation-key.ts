import { JourneyError } from '../../errors/index.js';
import type { AnyDeclaration } from '../../model/declaration.js';
import type { Limits } from '../../model/limits.js';
import { isPrintable } from '../../model/printable-text.js';
import type { TurnWorld } from '../turn-world.js';

/** The correlation key an event carries for a journey, as text: a number or a boolean is the key that JSON would write for it. */
export function correlationKey({ entry }: AnyDeclaration, data: unknown): string | undefined {
  return entry.key === undefined ? undefined : keyAt(entry.key, data);
}

/** Refuses an event whose key no run may have, for any journey that hears its type, with InvalidPayload: two keys must be told apart by looking at them. */
export function checkCorrelationKeys({ book, limits }: Pick<TurnWorld, 'book' | 'limits'>, { type, data }: { readonly type: string; readonly data: object }): void {
  for (const field of book.keyFields.get(type) ?? []) checkKey(field, keyAt(field, data), limits);
}

/** The key under which a run begins; InvalidPayload where its journey tells runs apart by a key and there is none that can be one. */
export function keyOfRun(declaration: AnyDeclaration, { type, data }: { readonly type: string; readonly data: unknown }, limits: Limits): string | undefined {
  const field = declaration.entry.key;
  if (field === undefined) return undefined;
  const key = keyAt(field, data);
  if (key === undefined) throw new JourneyError('InvalidPayload', `'${type}' has no correlation key '${field}'`, { path: `data.${field}` });
  checkKey(field, key, limits);
  return key;
}

function keyAt(field: string, data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, field)) return undefined;
  const value: unknown = Reflect.get(data, field);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function checkKey(field: string, key: string | undefined, { idLength }: Limits): void {
  if (key === undefined || (key.length >= 1 && key.length <= idLength && isPrintable(key))) return;
  const path = `data.${field}`;
  throw new JourneyError('InvalidPayload', `A correlation key is 1 to ${idLength} printable characters (at ${path}).`, { path, paths: [path], limit: idLength });
}
