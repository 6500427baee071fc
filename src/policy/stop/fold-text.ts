/**
 * A text in the one form that all ways of typing it share: any width, any case, accents and vowel signs that are left out, punctuation,
 * emoji, hidden marks and line breaks. Words stand apart by one blank.
 */
export const foldText = (text: string): string => foldWords(text.replaceAll(apostrophes, '')).replaceAll(apostrophes, '').replaceAll(notWords, ' ').trim();

/** The same with its accents, for the few words that are others without them. */
export const foldKeepingAccents = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(marksBetween, '').replaceAll(notWords, ' ').trim();

/** The same for a pattern, whose brackets, bars and question marks stay. */
export const foldWords = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(marks, '').normalize('NFC').replaceAll(variants, (letter) => sameAs.get(letter) ?? letter);

/** letters that no normal form takes apart, and that people type one for the other */
const sameAs: ReadonlyMap<string, string> = new Map([['ı', 'i'], ['ł', 'l'], ['đ', 'd'], ['ø', 'o'], ['ς', 'σ'], ['ی', 'ي'], ['ک', 'ك']]);
const variants = new RegExp(`[${[...sameAs.keys()].join('')}]`, 'gu');
// before and after folding: one becomes a blank and an accent by it, and one of full width appears by it
const apostrophes = /['’‘ʼ`´]/gu;
// Latin, Greek and Cyrillic accents; Hebrew points; Arabic vowels, hamza above and below, the stretching dash; what joins and directs letters, and emoji styles.
// Signs of other scripts are letters of theirs: without them another word stands there
const marks = /[\ufe0e\ufe0f\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const marksBetween = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const notWords = /[^\p{L}\p{M}\p{N}]+/gu;
