/** What a JavaScript object is to JSON: an object or an array of plain data, or something JSON would change in silence. */
export type PlainShape = 'object' | 'array' | 'other';

/** Tells plain objects and arrays, also those of another realm, from dates, maps, class instances and boxed primitives. */
export function plainShapeOf(value: object): PlainShape {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return prototype === Array.prototype || isForeignArrayPrototype(prototype) ? 'array' : 'other';
  return prototype === Object.prototype || prototype === null || isForeignObjectPrototype(prototype) ? 'object' : 'other';
}

/** True when an object has keys that reading its enumerable names would lose: symbols and hidden properties. */
export function hidesKeys(value: object, names: number): boolean {
  return Object.getOwnPropertyNames(value).length !== names || Object.getOwnPropertySymbols(value).length > 0;
}

/** True when an array has holes, symbols or named properties beside its elements. */
export function isIrregularArray(value: readonly unknown[], length: number): boolean {
  return Object.getOwnPropertyNames(value).length !== length + 1 || Object.getOwnPropertySymbols(value).length > 0;
}

function isForeignObjectPrototype(prototype: unknown): boolean {
  return isObject(prototype) && Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

function isForeignArrayPrototype(prototype: unknown): boolean {
  return Array.isArray(prototype) && isForeignObjectPrototype(Object.getPrototypeOf(prototype));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
