import type { IntentAnswer } from '../../src/ports/index.js';

/** What tells the language of a text; `eld` of the package of that name is one. */
export interface LanguageDetector {
  /** the language of a text as a tag; empty where it cannot tell */
  detect(text: string): { readonly language: string };
}

/** What a classifier may say beside its guesses: for a person's eye, and never what anything is decided by. */
export interface HintsConfig {
  /** tells the language, where the customer's own is not known */
  readonly language?: LanguageDetector;
  /** how a text sounds, -1 to 1 */
  readonly sentiment?: (text: string) => number;
}

/** The hints about one text. */
export function hintsOf({ language, sentiment }: HintsConfig, text: string): Pick<IntentAnswer, 'language' | 'sentiment'> {
  const told = text === '' ? undefined : language?.detect(text).language;
  const sounds = sentiment?.(text);
  return { ...(told !== undefined && told !== '' && { language: told }), ...(sounds !== undefined && sounds >= -1 && sounds <= 1 && { sentiment: sounds }) };
}
