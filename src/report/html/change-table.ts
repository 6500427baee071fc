import type { GapChange } from '../../insight/gaps/compare-gaps.js';
import { caveats, intervalInWords, valueInWords } from './figure-in-words.js';
import { html, type Markup } from './markup.js';

const verdictWords = { better: 'better', worse: 'worse', 'not-yet': 'not to be told yet' } as const;

/** What a change did, by intent and channel: those who have it, held against those who were held out. */
export function changeTable(gaps: readonly GapChange[]): Markup {
  return html`<div class="wide" tabindex="0" role="region" aria-label="What the change did"><table class="changes"><caption>Share of contacts solved since the change; the difference in points, with its interval</caption>
<thead><tr><th scope="col">intent and channel</th><th scope="col">held out</th><th scope="col">changed</th><th scope="col">difference</th><th scope="col">so it is</th></tr></thead>
<tbody>${gaps.map(changeRow)}</tbody></table></div>`;
}

const changeRow = ({ intent, channel, before, after, difference, from, until, verdict }: GapChange): Markup => html`<tr><th scope="row">${intent} on ${channel}</th>${[before, after].map(({ success }) => html`<td><b>${valueInWords(success)}</b><small>${intervalInWords(success)}</small><small>${caveats(success)}</small></td>`)}
<td><b>${points(difference)}</b><small>${from === undefined || until === undefined ? '' : `${points(from)} to ${points(until)}`}</small></td><td>${verdictWords[verdict]}</td></tr>`;

const points = (share: number | undefined): string => (share === undefined ? 'not known' : `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`);
