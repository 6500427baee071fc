import type { AnyJourney } from './journey.js';
import { actionPlaces, allStates, namedAction } from './walk-machine.js';

/** Where a message has its words: in a template, or its own beside it. */
export interface OwnWords { readonly template?: unknown; readonly text?: unknown; readonly subject?: unknown; readonly buttons?: unknown; readonly mediaUrl?: unknown }

// a definition never changes, and is asked for every message
const known = new WeakMap<AnyJourney, ReadonlySet<string>>();

/** Whether a message says no words, or those of a send that the definition names: they are made of no facts and of no event. What `enqueueActions` says may be. */
export function isStatic(journey: AnyJourney, params: OwnWords): boolean {
  const words = wordsOf(params);
  return words === none || staticWords(journey).has(words);
}

function staticWords(journey: AnyJourney): ReadonlySet<string> {
  const words = known.get(journey) ?? new Set(allStates(journey).flatMap(actionPlaces).flatMap(({ action }) => {
    const named = namedAction(action);
    return named?.name === 'send' && typeof named.params === 'object' && named.params !== null ? [wordsOf(named.params)] : [];
  }));
  known.set(journey, words);
  return words;
}

const wordsOf = ({ text, subject, buttons, mediaUrl }: OwnWords): string => JSON.stringify([text, subject, buttons, mediaUrl]);
const none = wordsOf({});
