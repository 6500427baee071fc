import type { ReportData } from '../collect-report.js';
import { caveats, intervalInWords, inUnit, valueInWords } from './figure-in-words.js';
import { html, type Markup } from './markup.js';

const statusWords = { achieved: 'achieved', 'on-track': 'on track', 'at-risk': 'at risk', missed: 'missed', 'too-few': 'too few to say' } as const;

/** How it stands with each goal, and why. */
export function goalTable(goals: ReportData['goals']): Markup {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Goals"><table class="goals"><caption>Each from its baseline to its target by its date</caption>
<thead><tr><th scope="col">goal</th><th scope="col">stands</th><th scope="col">now</th><th scope="col">by now it would be</th><th scope="col">target</th></tr></thead>
<tbody>${goals.map(goalRow)}</tbody></table></div>`;
}

const goalRow = ({ goal: { id, figure: name, baseline, target, until }, standing: { status, figure, expected, because } }: ReportData['goals'][number]): Markup => html`<tr><th scope="row">${id}<small>${name}</small></th><td><b>${statusWords[status]}</b><small>${because}</small></td>
<td><b>${valueInWords(figure)}</b><small>${intervalInWords(figure)}</small><small>${caveats(figure)}</small></td><td class="number">${inUnit(expected, figure.unit)}</td><td><b class="number">${inUnit(target, figure.unit)}</b><small>from ${inUnit(baseline, figure.unit)}, by ${new Date(until).toISOString().slice(0, 10)}</small></td></tr>`;
