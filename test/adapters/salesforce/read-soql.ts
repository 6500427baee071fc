import { refusal } from './salesforce-refusal.js';

/** A query as this double understands it: fields, one object, and conditions of which one must be met. */
export interface Soql { readonly fields: readonly string[]; readonly from: string; readonly where: readonly { readonly field: string; readonly value: string }[] }

const literal = /'((?:[^'\\]|\\.)*)'/y;
const form = /^SELECT ([A-Za-z0-9_, ]+) FROM ([A-Za-z0-9_]+) WHERE ([\s\S]+) ORDER BY CreatedDate, Id$/;
const meanings: { readonly [sequence: string]: string } = { n: '\n', N: '\n', r: '\r', R: '\r', t: '\t', T: '\t', b: '\b', B: '\b', f: '\f', F: '\f', '"': '"', "'": "'", '\\': '\\' };

/**
 * Reads the part of SOQL that the adapter speaks, and refuses all else as Salesforce refuses what it cannot read. Texts are read as on "Quoted String
 * Escape Sequences", https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm.
 */
export function readSoql(soql: string): Soql {
  const [, fields, from, conditions] = form.exec(soql) ?? [];
  if (fields === undefined || from === undefined || conditions === undefined) throw malformed();
  return { fields: fields.split(', '), from, where: readConditions(conditions) };
}

function readConditions(text: string): Soql['where'] {
  const where: { field: string; value: string }[] = [];
  let at = 0;
  for (;;) {
    const field = /^([A-Za-z0-9_]+) = /.exec(text.slice(at));
    if (field?.[1] === undefined) throw malformed();
    literal.lastIndex = at + field[0].length;
    const found = literal.exec(text);
    if (found === null) throw malformed();
    where.push({ field: field[1], value: unescaped(found[1] ?? '') });
    at = literal.lastIndex;
    if (at === text.length) return where;
    if (!text.startsWith(' OR ', at)) throw malformed();
    at += ' OR '.length;
  }
}

function unescaped(quoted: string): string {
  if (/[\n\r]/.test(quoted)) throw malformed();
  return quoted.replaceAll(/\\(.)/g, (_, sequence: string) => {
    const meaning = meanings[sequence];
    if (meaning === undefined) throw malformed();
    return meaning;
  });
}

const malformed = (): Error => refusal(400, 'MALFORMED_QUERY', 'unexpected token');
