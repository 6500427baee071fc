import { appendFileSync } from 'node:fs';

/** where `npm run prove` collects what proofs came to, a JSON object a line */
const file = process.env['THROUGHLINE_FIGURES'];

/** Leaves the figures of a run for the report of `npm run prove`; elsewhere nothing is kept of them. */
export function putInReport(what: string, figures: { readonly [name: string]: number }): void {
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ what, figures })}\n`);
}
