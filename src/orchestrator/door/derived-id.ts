import { digestBytes } from '../../model/canonical-text.js';

/** A name for what has none that can be kept: of the same words or the same item it is the same, and it says nothing of them. */
export const derivedId = (given: unknown): string => `item-${digestBytes(encoder.encode(JSON.stringify(given)))}`;

// JSON writes half a surrogate pair as an escape, so that no two texts share their bytes
const encoder = new TextEncoder();
