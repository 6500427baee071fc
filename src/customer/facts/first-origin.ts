import type { Beginning } from '../instance/applying.js';
import type { FactOrigin } from '../instance/instance-state.js';

/**
 * Where a fact of a journey's first step comes from. One it was told keeps the touchpoint, the proof and the class under which it was known; one that
 * the entry event says comes from there and is carried on; what the journey begins with by itself is nobody's word.
 */
export function firstOrigin({ event, known }: Beginning, { name, value }: { readonly name: string; readonly value: unknown }, { verified, ...now }: FactOrigin): { readonly origin: FactOrigin; readonly carries: boolean } {
  const told = known[name];
  if (isSaid(event.data, value)) return { origin: { ...now, event: event.type, ...(verified === true && { verified }), ...(told !== undefined && { dataClass: told.dataClass }) }, carries: true };
  if (told !== undefined && isSame(told.value, value)) return { origin: { ...told.origin, dataClass: told.dataClass }, carries: false };
  return { origin: { ...now, event: event.type }, carries: false };
}

/** A field of the event's data, of any name: journeys call things as they like. */
const isSaid = (data: unknown, value: unknown): boolean => typeof data === 'object' && data !== null && value !== null && Object.values(data).some((field) => isSame(field, value));

/** Both are plain data that a schema let through; a copy of an object keeps the order of its keys. */
const isSame = (one: unknown, other: unknown): boolean => one === other || (typeof one === 'object' && one !== null && JSON.stringify(one) === JSON.stringify(other));
