import type { PathsSeen, StateSeen } from '../../insight/paths/read-paths.js';
import type { JourneyPlan } from '../../journey/journey-plan.js';
import { valueInWords } from './figure-in-words.js';
import { layersOf } from './layers-of.js';
import { html, type Markup } from './markup.js';

interface Box { readonly seen: StateSeen; readonly x: number; readonly y: number }
const [boxWidth, boxHeight, gapX, gapY] = [150, 56, 70, 28];

const nobody = { unit: 'share', n: 0, pending: 0, flags: ['empty'] } as const;

/** What was seen, with the states that nobody came to and the moves that nobody made. */
export function withPlan(paths: PathsSeen, plan: JourneyPlan | undefined): PathsSeen {
  const seen = new Set(paths.states.map(({ state }) => state));
  const made = new Set(paths.steps.map(({ from, to }) => JSON.stringify([from, to])));
  return {
    ...paths,
    states: [...paths.states, ...(plan?.states ?? []).filter(({ state }) => !seen.has(state)).map(({ state }) => ({ state, visited: nobody, dwell: nobody, dwellP90: nobody, stands: 0, left: nobody }))],
    steps: [...paths.steps, ...(plan?.moves ?? []).filter(({ from, to }) => !made.has(JSON.stringify([from, to]))).map((move) => ({ ...move, times: 0 }))],
  };
}

/** The journey as it was lived: each state shaded by how many runs came to it, with a bar for those who left there, and moves as thick as they are frequent. */
export function journeyMap(paths: PathsSeen, plan?: JourneyPlan): Markup {
  const endings = new Set(plan?.states.filter(({ isFinal }) => isFinal).map(({ state }) => state));
  const boxes = boxesOf(paths);
  const most = Math.max(1, ...paths.steps.map(({ times }) => times));
  const width = Math.max(...[...boxes.values()].map(({ x }) => x + boxWidth), 0) + 10;
  const height = Math.max(...[...boxes.values()].map(({ y }) => y + boxHeight), 0) + 40;
  const moves = paths.steps.map(({ from, to, times }) => moveLine(boxes.get(from), boxes.get(to), times === 0 ? 0 : 1 + (7 * times) / most));
  const words = paths.states.map((seen) => stateInWords(seen, endings)).join('; ');
  return html`<div class="wide" tabindex="0" role="region" aria-label="Map of the journey"><svg class="map" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${`Map of the journey. ${words}`}">${moves}${[...boxes.values()].map((box) => stateBox(box, endings))}</svg></div>
<table><caption>The same in numbers${plan === undefined ? '; of a state to end in, leaving there is no drop-off' : ''}</caption><thead><tr><th scope="col">state</th><th scope="col">came to it</th><th scope="col">stayed, half no longer than</th><th scope="col">stand there</th><th scope="col">left there</th></tr></thead>
<tbody>${paths.states.map(({ state, visited, dwell, stands, left }) => html`<tr><th scope="row">${state}</th><td class="number">${valueInWords(visited)}</td><td class="number">${valueInWords(dwell)}</td><td class="number">${stands}</td><td class="number">${endings.has(state) ? 'an ending' : valueInWords(left)}</td></tr>`)}</tbody></table>`;
}

function stateInWords({ state, visited, left }: StateSeen, endings: ReadonlySet<string>): string {
  if (visited.n === 0) return `${state}: nobody came to it`;
  return `${state}: ${valueInWords(visited)} of runs came to it, ${endings.has(state) ? 'an ending' : `${valueInWords(left)} of them left there`}`;
}

function boxesOf(paths: PathsSeen): ReadonlyMap<string, Box> {
  const seenOf = new Map(paths.states.map((seen) => [seen.state, seen]));
  return new Map(layersOf(paths).flatMap((layer, column) => layer.flatMap((name, row): readonly (readonly [string, Box])[] => {
    const seen = seenOf.get(name);
    return seen === undefined ? [] : [[name, { seen, x: 10 + column * (boxWidth + gapX), y: 32 + row * (boxHeight + gapY) }]];
  })));
}

function stateBox({ seen: { state, visited, left, stands }, x, y }: Box, endings: ReadonlySet<string>): Markup {
  const leaves = endings.has(state) ? 0 : boxWidth * (left.value ?? 0);
  return html`<g><title>${state}</title><rect class="box" x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="8"/><rect class="heat" x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="8" opacity="${((visited.value ?? 0) * 0.55).toFixed(2)}"/>
<rect class="leaves" x="${x}" y="${y + boxHeight - 5}" width="${leaves.toFixed(1)}" height="5"/>
<text x="${x + 10}" y="${y + 22}">${state.length > 18 ? `${state.slice(0, 17)}…` : state}</text><text class="small" x="${x + 10}" y="${y + 40}">${visited.n === 0 ? 'nobody' : valueInWords(visited)}${stands > 0 ? `, ${stands} there` : ''}</text></g>`;
}

/** Forward in a curve from side to side; back, and to itself, in one below. */
function moveLine(from: Box | undefined, to: Box | undefined, thickness: number): Markup | undefined {
  if (from === undefined || to === undefined) return undefined;
  const width = Math.max(1, thickness).toFixed(1);
  const kind = thickness === 0 ? 'move never' : 'move';
  if (to.x > from.x) {
    const [x1, y1, x2, y2] = [from.x + boxWidth, from.y + boxHeight / 2, to.x, to.y + boxHeight / 2];
    const middle = (x1 + x2) / 2;
    // over the boxes in between
    const lift = to.x - from.x > boxWidth + gapX ? 60 : 0;
    return html`<path class="${kind}" stroke-width="${width}" d="M${x1} ${y1} C${middle} ${y1 - lift} ${middle} ${y2 - lift} ${x2} ${y2}"/>`;
  }
  const [x1, y1, x2, y2] = [from.x + boxWidth * 0.6, from.y + boxHeight, to.x + boxWidth * 0.4, to.y + boxHeight];
  const low = Math.max(y1, y2) + 26;
  return html`<path class="${kind} back" stroke-width="${width}" d="M${x1} ${y1} C${x1} ${low} ${x2} ${low} ${x2} ${y2}"/>`;
}
