import type { Figure } from '../../insight/figures/figure.js';
import type { Measured } from '../../insight/figures/measure.js';
import { namedFigures, type FigureName } from '../../insight/figures/named-figures.js';
import { caveats, inUnit, valueInWords } from './figure-in-words.js';
import { html, type Markup } from './markup.js';

/** All figures of the whole, each with its variant in words and a drawn interval; what nothing was counted of stands apart. */
export function figureTable({ figures }: Measured): Markup {
  const all = Object.entries(figures).flatMap(([name, figure]) => (isNamed(name) ? [{ name, figure, says: namedFigures[name].says }] : []));
  const known = all.filter(({ figure }) => figure.value !== undefined);
  const unknown = all.filter(({ figure }) => figure.value === undefined);
  // roles are said since rows are no longer taken for a table where the style sheet makes them blocks on a narrow screen
  return html`<table class="figures" role="table"><caption>Each with its 95 % interval, unless the report was made with another</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">figure</th><th scope="col" role="columnheader">value</th><th scope="col" role="columnheader">interval</th><th scope="col" role="columnheader">made of</th></tr></thead>
<tbody role="rowgroup">${known.map(({ name, figure, says }) => html`<tr role="row"><th scope="row" role="rowheader">${name}<small>${says}</small></th><td role="cell" class="number">${valueInWords(figure)}</td><td role="cell">${interval(figure)}${whisker(figure)}</td><td role="cell">${caveats(figure)}</td></tr>`)}</tbody></table>
${unknown.length > 0 ? html`<p class="aside">Not known: ${unknown.map(({ name, figure }) => `${name}${figure.pending > 0 ? ` (${figure.pending} pending)` : ''}`).join(', ')}.</p>` : ''}`;
}

const isNamed = (name: string): name is FigureName => Object.hasOwn(namedFigures, name);

const interval = ({ from, until, unit }: Figure): Markup | undefined =>
  (from === undefined || until === undefined ? undefined : html`<span class="number">${inUnit(from, unit)} to</span> <span class="number">${inUnit(until, unit)}</span>`);

/** Drawn for the eye alone: the same numbers stand beside it. Shares on the whole way from nothing to all, others on their own. */
function whisker({ value, from, until, unit }: Figure): Markup | undefined {
  if (value === undefined || from === undefined || until === undefined) return undefined;
  const [least, most] = unit === 'share' ? [0, 1] : [Math.min(0, from), Math.max(until, 0) || 1];
  const x = (at: number): string => (2 + (96 * (at - least)) / (most - least)).toFixed(1);
  return html`<svg class="whisker" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><line class="rail" x1="2" x2="98" y1="4" y2="4"/><line class="reach" x1="${x(from)}" x2="${x(until)}" y1="4" y2="4"/><line class="mark" x1="${x(value)}" x2="${x(value)}" y1="0" y2="8"/></svg>`;
}
