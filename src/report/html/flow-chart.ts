import type { WaySeen } from '../../insight/paths/read-paths.js';
import { html, type Markup } from './markup.js';

interface Node { readonly state: string; readonly column: number; readonly runs: number; readonly y: number; readonly height: number }
interface Link { readonly from: string; readonly to: string; readonly runs: number }
const [columnWidth, nodeWidth, tall, between, columns] = [170, 14, 300, 16, 6];

/**
 * A Sankey diagram of the ways that runs took: columns are the first, second and further states of a way, so everything flows one way and nothing has to be
 * laid out by trial. Every way counts, whatever is written below.
 */
export function flowChart(ways: readonly WaySeen[]): Markup {
  const nodes = nodesOf(ways);
  const links = linksOf(ways);
  const width = 20 + columnWidth * (1 + Math.max(0, ...[...nodes.values()].map(({ column }) => column)));
  const words = ways.slice(0, 5).map(({ states, runs }) => `${runs} went ${states.join(', ')}`).join('; ');
  return html`<div class="wide" tabindex="0" role="region" aria-label="Ways through the journey"><svg class="flow" width="${width}" height="${tall + 20}" viewBox="0 0 ${width} ${tall + 20}" role="img" aria-label="${`Ways through the journey. ${words}`}">${ribbons(nodes, links)}${[...nodes.values()].map(nodeBar)}</svg></div>
<ol>${ways.slice(0, 8).map(({ states, runs, share }) => html`<li>${states.join(' → ')}: ${runs} runs (${((share.value ?? 0) * 100).toFixed(1)} %)</li>`)}</ol>`;
}

const nameOf = (column: number, state: string): string => `${column} ${state}`;

function nodesOf(ways: readonly WaySeen[]): ReadonlyMap<string, Node> {
  const runsOf = new Map<string, { readonly state: string; readonly column: number; runs: number }>();
  for (const { states, runs } of ways) {
    states.slice(0, columns).forEach((state, column) => {
      const known = runsOf.get(nameOf(column, state)) ?? { state, column, runs: 0 };
      runsOf.set(nameOf(column, state), known);
      known.runs += runs;
    });
  }
  const all = ways.reduce((sum, { runs }) => sum + runs, 0);
  const most = Math.max(1, ...[...Map.groupBy(runsOf.values(), ({ column }) => column).values()].map((some) => some.length));
  const scale = Math.max(20, tall - between * most) / Math.max(1, all);
  const top: number[] = [];
  return new Map([...runsOf].map(([name, { state, column, runs }]) => {
    const y = top[column] ?? 10;
    top[column] = y + runs * scale + between;
    return [name, { state, column, runs, y, height: runs * scale }];
  }));
}

function linksOf(ways: readonly WaySeen[]): readonly Link[] {
  const links = new Map<string, { readonly from: string; readonly to: string; runs: number }>();
  for (const { states, runs } of ways) {
    states.slice(0, columns - 1).forEach((state, column) => {
      const next = states[column + 1];
      if (next === undefined) return;
      const [from, to] = [nameOf(column, state), nameOf(column + 1, next)];
      const known = links.get(JSON.stringify([from, to])) ?? { from, to, runs: 0 };
      links.set(JSON.stringify([from, to]), known);
      known.runs += runs;
    });
  }
  return [...links.values()];
}

/** Ribbons leave and reach a node one below the other, so their widths are those of the runs. */
function ribbons(nodes: ReadonlyMap<string, Node>, links: readonly Link[]): readonly Markup[] {
  const left = new Map<string, number>();
  const reached = new Map<string, number>();
  return links.flatMap(({ from, to, runs }) => {
    const [one, other] = [nodes.get(from), nodes.get(to)];
    if (one === undefined || other === undefined) return [];
    const thickness = (one.height / one.runs) * runs;
    const y1 = one.y + (left.get(from) ?? 0) + thickness / 2;
    const y2 = other.y + (reached.get(to) ?? 0) + thickness / 2;
    left.set(from, (left.get(from) ?? 0) + thickness);
    reached.set(to, (reached.get(to) ?? 0) + thickness);
    const [x1, x2] = [10 + one.column * columnWidth + nodeWidth, 10 + other.column * columnWidth];
    const middle = (x1 + x2) / 2;
    return [html`<path class="ribbon" stroke-width="${Math.max(1, thickness).toFixed(1)}" d="M${x1} ${y1.toFixed(1)} C${middle} ${y1.toFixed(1)} ${middle} ${y2.toFixed(1)} ${x2} ${y2.toFixed(1)}"><title>${runs} runs</title></path>`];
  });
}

const nodeBar = ({ state, column, runs, y, height }: Node): Markup => html`<rect class="node" x="${10 + column * columnWidth}" y="${y.toFixed(1)}" width="${nodeWidth}" height="${Math.max(1, height).toFixed(1)}"/><text class="small" x="${10 + column * columnWidth + nodeWidth + 4}" y="${(y + Math.min(12, height / 2 + 4)).toFixed(1)}">${state.length > 18 ? `${state.slice(0, 17)}…` : state} ${runs}</text>`;
