/** `npm run prove` sets it: every number is then the whole one of the promise, and nothing is hurried. */
export const fullSize = process.env['THROUGHLINE_PROVE'] === '1';

/** How often a proof runs: the small number in `npm test`, the whole one in `npm run prove`; `THROUGHLINE_RUNS` overrides both. */
export const runsOf = ({ ci, full }: { readonly ci: number; readonly full: number }): number =>
  Number(process.env['THROUGHLINE_RUNS'] ?? (fullSize ? full : ci));
