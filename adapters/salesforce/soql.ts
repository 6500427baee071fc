const escapes: { readonly [character: string]: string } = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** A text as SOQL takes it, in quotes; whatever it holds, it stays one value. */
export const quoted = (text: string): string => `'${text.replaceAll(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? '')}'`;

/** A query for whatever meets one of the conditions, those made first at first. */
export const select = (fields: readonly string[], from: string, anyOf: readonly string[]): string =>
  `SELECT ${[...new Set(['Id', 'CreatedDate', ...fields])].join(', ')} FROM ${from} WHERE ${anyOf.join(' OR ')} ORDER BY CreatedDate, Id`;
