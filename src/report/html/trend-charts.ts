import type { Figure } from '../../insight/figures/figure.js';
import type { Measured } from '../../insight/figures/measure.js';
import { inUnit, intervalInWords, valueInWords } from './figure-in-words.js';
import { html, type Markup } from './markup.js';

interface Point { readonly week: string; readonly figure: Figure }

/** One chart for each figure: its way from week to week within its interval. A week in which nothing was counted is a gap. */
export function trendCharts(weeks: readonly Measured[]): readonly Markup[] {
  const names = [...new Set(weeks.flatMap(({ figures }) => Object.keys(figures)))];
  return names.flatMap((name) => {
    const points = weeks.flatMap(({ cut, figures }): readonly Point[] => Object.entries(figures).filter(([other]) => other === name).map(([, figure]) => ({ week: String(cut.week), figure })));
    return points.some(({ figure }) => figure.value !== undefined) ? [chart(name, points)] : [];
  });
}

const [width, height, edge] = [320, 120, 8];

function chart(name: string, points: readonly Point[]): Markup {
  const ends = points.flatMap(({ figure: { value, from, until } }) => [value, from, until].filter((one) => one !== undefined));
  const isShare = points[0]?.figure.unit === 'share';
  const [least, most] = isShare ? [0, 1] : [Math.min(0, ...ends), Math.max(...ends, 1e-9)];
  const x = (index: number): number => Math.round(edge + ((width - 2 * edge) * (index + 0.5)) / points.length);
  const y = (value: number): number => Math.round(height - edge - ((height - 2 * edge) * (value - least)) / (most - least));
  const words = points.map(({ week, figure }) => `${week}: ${valueInWords(figure)} (${intervalInWords(figure)})`).join('; ');
  const marks = points.map(({ figure: { value, from, until } }, index) => (value === undefined ? undefined
    : html`${from === undefined || until === undefined ? undefined : html`<line class="reach" x1="${x(index)}" x2="${x(index)}" y1="${y(from)}" y2="${y(until)}"/>`}<circle class="dot" cx="${x(index)}" cy="${y(value)}" r="4"/>`));
  return html`<figure><figcaption>${name}, by week from ${points[0]?.week} to ${points.at(-1)?.week}; up to ${inUnit(most, points[0]?.figure.unit ?? 'share')}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`${name} by week. ${words}`}"><line class="rail" x1="${edge}" x2="${width - edge}" y1="${y(least)}" y2="${y(least)}"/><line class="rail" x1="${edge}" x2="${width - edge}" y1="${y(most)}" y2="${y(most)}"/>${marks}</svg></figure>`;
}
