/**
 * The words of a text, for comparing: any width, any case, one form for each character. Languages that write without spaces, as Japanese, are
 * divided by the platform's own dictionary.
 */
export function wordsOf(text: string, locale?: string): readonly string[] {
  const folded = text.slice(0, longest).normalize('NFKC').toLowerCase();
  return [...segmenterFor(locale).segment(folded)].flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []));
}

/** UTF-16 units that are read of one message; what it is about is said by then */
const longest = 4_000;

const segmenters = new Map<string, Intl.Segmenter>();

/** Made once for each language; a language that the platform does not know is divided as its own default. */
function segmenterFor(locale = 'und'): Intl.Segmenter {
  const known = segmenters.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(isLocale(locale) ? locale : 'und', { granularity: 'word' });
  if (segmenters.size < mostLocales) segmenters.set(locale, made);
  return made;
}

const mostLocales = 100;

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
