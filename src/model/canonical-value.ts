import { JourneyError, type JourneyErrorCode } from '../errors/index.js';
import { isForbiddenKey, isPrototypePair } from './forbidden-key.js';
import type { Limits } from './limits.js';
import { hidesKeys, isIrregularArray, plainShapeOf } from './plain-shape.js';
import { jsonTextBytes, holdsNul, utf8Bytes } from './text-bytes.js';
import { pathText } from './value-path.js';

/** Plain data that is the same after JSON: what events, facts, activity results and effects are made of. */
export type CanonicalValue = null | boolean | number | string | readonly CanonicalValue[] | CanonicalObject;
/** A record of plain data; own keys only. */
export interface CanonicalObject { readonly [key: string]: CanonicalValue }

/** Tells a list from a record. */
export function isList(value: readonly CanonicalValue[] | CanonicalObject): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

/** Where a value belongs and how large it may be as JSON. */
export interface CanonicalPlace {
  /** begins the path in errors, as `data`; nothing where the value is the whole */
  readonly path?: string;
  /** UTF-8 bytes of its JSON; `limits.eventBytes` where none is given */
  readonly maxBytes?: number;
}

/** A canonical value and the bytes it takes as JSON in UTF-8. */
export interface MeasuredValue { readonly value: CanonicalValue; readonly bytes: number }

/**
 * Turns any JavaScript value into plain, deeply frozen data of its own, reading each property once, so that nothing the caller
 * does afterwards reaches us and nothing changes in storage. -0 becomes 0 and a property that is `undefined` is absent; all else
 * that JSON would change is refused with a JourneyError that names path and limit: TooDeep, TooLarge, ForbiddenKey,
 * NotWellFormed, ForbiddenCharacter, NotFinite, UnsafeInteger, NotSerializable, or InvalidInput where reading it threw.
 */
export function toCanonical(value: unknown, limits: Limits, place: CanonicalPlace = {}): CanonicalValue {
  return measureCanonical(value, limits, place).value;
}

/** As `toCanonical`, and says how large the value is, for limits that warn before they refuse. */
export function measureCanonical(value: unknown, limits: Limits, place: CanonicalPlace = {}): MeasuredValue {
  const walk: Walk = { limits, maxBytes: place.maxBytes ?? limits.eventBytes, root: place.path ?? '', path: [], inside: [], nodes: 0, bytes: 0, refusal: undefined };
  try {
    return { value: copy(walk, value), bytes: walk.bytes };
  } catch (error) {
    // only a refusal of our own passes: a getter may throw anything, a forged JourneyError or a value included
    throw walk.refusal !== undefined && error === walk.refusal ? error : refusal(walk, 'InvalidInput', 'The input could not be read: reading one of its properties failed');
  }
}

interface Walk {
  readonly limits: Limits;
  readonly maxBytes: number;
  readonly root: string;
  readonly path: (string | number)[];
  /** the objects around the one being read, outermost first */
  readonly inside: object[];
  nodes: number;
  bytes: number;
  refusal: JourneyError | undefined;
}

function copy(walk: Walk, value: unknown): CanonicalValue {
  if (++walk.nodes > walk.limits.nodes) throw refusal(walk, 'TooLarge', 'The input has too many parts', walk.limits.nodes);
  switch (typeof value) {
    case 'string': return copyText(walk, value);
    case 'number': return copyNumber(walk, value);
    case 'boolean': return count(walk, value ? 4 : 5, value);
    case 'object': return value === null ? count(walk, 4, value) : copyNested(walk, value);
    default: throw refusal(walk, 'NotSerializable', value === undefined ? 'The input holds undefined where a value must be, which cannot be stored; leave it out, or send null' : `The input holds what JavaScript calls a ${typeof value}, which cannot be stored; send plain data`);
  }
}

function copyText(walk: Walk, text: string): string {
  const { stringBytes } = walk.limits;
  if (text.length > stringBytes) throw refusal(walk, 'TooLarge', 'A text is too long, in UTF-8 bytes', stringBytes);
  const bytes = wellFormedBytes(walk, text);
  // three bytes a unit at most: only a long text needs to be measured
  if (text.length * 3 > stringBytes && utf8Bytes(text) > stringBytes) throw refusal(walk, 'TooLarge', 'A text is too long, in UTF-8 bytes', stringBytes);
  return count(walk, bytes, text);
}

function copyNumber(walk: Walk, number: number): number {
  if (!Number.isFinite(number)) throw refusal(walk, 'NotFinite', 'A number is not finite');
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw refusal(walk, 'UnsafeInteger', 'A whole number is too large to be exact; send it as a text', Number.MAX_SAFE_INTEGER);
  // adding zero turns -0 into 0, the only change made to a value
  const kept = number + 0;
  return count(walk, `${kept}`.length, kept);
}

function copyNested(walk: Walk, value: object): CanonicalValue {
  if (walk.inside.includes(value)) throw refusal(walk, 'NotSerializable', 'The input contains itself');
  if (walk.inside.length >= walk.limits.depth) throw refusal(walk, 'TooDeep', 'The input is nested too deeply', walk.limits.depth);
  const shape = plainShapeOf(value);
  // left alone, its rejection would end the process
  if (value instanceof Promise) value.catch(() => undefined);
  if (shape === 'other') throw refusal(walk, 'NotSerializable', 'The input holds an object that is not plain data, such as a date, a map or a class instance; send text, numbers, lists and plain objects');
  walk.inside.push(value);
  const copied = shape === 'array' && Array.isArray(value) ? copyList(walk, value) : copyObject(walk, value);
  walk.inside.pop();
  return copied;
}

function copyList(walk: Walk, list: readonly unknown[]): readonly CanonicalValue[] {
  const length: unknown = list.length;
  if (typeof length !== 'number' || !(length >= 0)) throw refusal(walk, 'InvalidInput', 'A list does not say how long it is');
  if (length > walk.limits.nodes - walk.nodes) throw refusal(walk, 'TooLarge', 'The input has too many parts', walk.limits.nodes);
  if (isIrregularArray(list, length)) throw refusal(walk, 'NotSerializable', 'A list has holes or named properties');
  count(walk, 2 + Math.max(0, length - 1), list);
  const copied: CanonicalValue[] = [];
  for (let at = 0; at < length; at++) {
    walk.path.push(at);
    copied.push(copy(walk, list[at]));
    walk.path.pop();
  }
  return Object.freeze(copied);
}

function copyObject(walk: Walk, source: object): CanonicalObject {
  const keys = Object.keys(source);
  if (keys.length > walk.limits.nodes - walk.nodes) throw refusal(walk, 'TooLarge', 'The input has too many parts', walk.limits.nodes);
  if (hidesKeys(source, keys.length)) throw refusal(walk, 'NotSerializable', 'An object has symbols or hidden properties');
  count(walk, 2, source);
  const copied: Record<string, CanonicalValue> = {};
  let kept = 0;
  for (const key of keys) {
    walk.path.push(key);
    const keyBytes = checkKey(walk, key);
    const value: unknown = Reflect.get(source, key);
    if (value !== undefined) {
      count(walk, keyBytes + (kept++ === 0 ? 1 : 2), key);
      const own = copy(walk, value);
      if (isPrototypePair(key, own)) throw refusal(walk, 'ForbiddenKey', 'The input holds a key that is not accepted');
      copied[key] = own;
    }
    walk.path.pop();
  }
  return Object.freeze(copied);
}

function checkKey(walk: Walk, key: string): number {
  if (key.length > walk.limits.keyLength) throw refusal(walk, 'TooLarge', 'A key is too long, in UTF-16 units', walk.limits.keyLength);
  if (isForbiddenKey(key)) throw refusal(walk, 'ForbiddenKey', 'The input holds a key that is not accepted');
  return wellFormedBytes(walk, key);
}

function wellFormedBytes(walk: Walk, text: string): number {
  const bytes = jsonTextBytes(text);
  if (bytes > 0) return bytes;
  if (bytes === holdsNul) throw refusal(walk, 'ForbiddenCharacter', 'A text or key holds U+0000, which cannot be stored');
  throw refusal(walk, 'NotWellFormed', 'A text or key holds half a surrogate pair');
}

function count<T>(walk: Walk, bytes: number, value: T): T {
  walk.bytes += bytes;
  if (walk.bytes > walk.maxBytes) throw refusal(walk, 'TooLarge', 'The input is too large as JSON, in UTF-8 bytes', walk.maxBytes);
  return value;
}

function refusal(walk: Walk, code: JourneyErrorCode, sentence: string, limit?: number): JourneyError {
  const path = pathText(walk.root, walk.path);
  walk.refusal = new JourneyError(code, `${sentence}${path === '' ? '' : ` (at ${path})`}${limit === undefined ? '' : `; the limit is ${limit}`}.`, { path, ...(limit === undefined ? {} : { limit }) });
  return walk.refusal;
}
