import type { Gap } from '../../insight/gaps/gap-matrix.js';
import { caveats, intervalInWords, valueInWords } from './figure-in-words.js';
import { html, type Markup } from './markup.js';

/** The matrix of intents and channels, shaded by how far each is from the target, and what to mend first in order. */
export function gapTable(gaps: readonly Gap[], target: number): Markup {
  const channels = [...new Set(gaps.map(({ channel }) => channel))].toSorted((one, other) => (one < other ? -1 : 1));
  // the intent with the biggest mismatch is the first
  const intents = [...new Set(gaps.map(({ intent }) => intent))];
  const cell = (intent: string, channel: string): Markup => gapCell(gaps.find((gap) => gap.intent === intent && gap.channel === channel), target);
  return html`<div class="wide" tabindex="0" role="region" aria-label="Gap matrix"><table class="matrix"><caption>Share of contacts solved, by intent and channel; the target is ${(100 * target).toFixed(0)} %</caption>
<thead><tr><th scope="col">intent</th>${channels.map((channel) => html`<th scope="col">${channel}</th>`)}</tr></thead>
<tbody>${intents.map((intent) => html`<tr><th scope="row">${intent}</th>${channels.map((channel) => cell(intent, channel))}</tr>`)}</tbody></table></div>
<ol>${gaps.filter(({ opportunity = 0 }) => opportunity > 0).slice(0, 10).map(({ intent, channel, volume, opportunity = 0, opportunityFrom = 0, opportunityUntil = 0 }) => html`<li>${intent} on ${channel}: ${volume} contacts, worth ${Math.round(opportunity)} (${Math.round(opportunityFrom)} to ${Math.round(opportunityUntil)})</li>`)}</ol>`;
}

function gapCell(gap: Gap | undefined, target: number): Markup {
  if (gap === undefined) return html`<td class="none">none</td>`;
  const { success, volume } = gap;
  const share = success.value === undefined ? 0 : Math.round((100 * Math.max(0, target - success.value)) / Math.max(target, 0.01));
  return html`<td style="--gap:${share}%"><b>${valueInWords(success)}</b><small>${intervalInWords(success)}</small><small>${volume} contacts; ${caveats(success)}</small></td>`;
}
