import type { ValuePath } from './value-path.js';

/** an object with the keys it has had, or a list with its position */
type Place = { readonly keys: Set<string>; at: string } | { readonly keys: undefined; at: number };

/**
 * Where an object of a JSON text names a key for the second time; `undefined` where none does. `JSON.parse` keeps the last one and says nothing, and
 * another reader may keep the first: whoever wants neither asks here. The text must be JSON.
 */
export function equalKeyIn(text: string): ValuePath | undefined {
  const places: Place[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') places.push({ keys: new Set(), at: '' });
    else if (sign === '[') places.push({ keys: undefined, at: 0 });
    else if (sign === '}' || sign === ']') places.pop();
    else if (sign === ',') goOn(places.at(-1));
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (isNamed(text, end) && isSecond(text.slice(at, end + 1), places.at(-1))) return places.map((place) => place.at);
      at = end;
    }
  }
  return undefined;
}

function goOn(place: Place | undefined): void {
  if (place !== undefined && place.keys === undefined) place.at += 1;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Only a key has a colon behind it. */
function isNamed(text: string, end: number): boolean {
  let at = end + 1;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

/** Two keys are equal by what they say, however they are escaped. */
function isSecond(written: string, place: Place | undefined): boolean {
  if (place?.keys === undefined) return false;
  place.at = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1);
  if (place.keys.has(place.at)) return true;
  place.keys.add(place.at);
  return false;
}
