const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The words of a text in one form, whatever its case and width; languages that write without spaces are divided by the platform's own dictionary. */
export const wordsOf = (text: string): readonly string[] => [...segmenter.segment(text.normalize('NFKC').toLowerCase())].flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []));
