import { JourneyError } from '../errors/index.js';

declare const journeyIdBrand: unique symbol;
/** Names a journey definition in a host: lower case words joined by hyphens, at most 64 characters. */
export type JourneyId = string & { readonly [journeyIdBrand]: true };

/** Asks whether a text can name a journey definition. */
export function isJourneyId(text: string): text is JourneyId {
  return text.length <= 64 && words.test(text);
}

/** Reads the name of a journey definition; InvalidInput where it cannot be one. */
export function parseJourneyId(text: string, path = 'journey'): JourneyId {
  if (isJourneyId(text)) return text;
  throw new JourneyError('InvalidInput', 'A journey is named by lower case words joined by hyphens, at most 64 characters.', { path, limit: 64 });
}

const words = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
