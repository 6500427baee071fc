import type { Insight } from '../create-insight.js';
import { dayOf } from '../day-of.js';
import type { InsightDefinition } from '../define-insight.js';
import type { Counted, Tally, Within } from '../fold/tally.js';
import { cutNames, type Cut, type CutName } from './cut.js';
import { toFigure, type Figure } from './figure.js';
import { checkAsked, type FiguresAsked } from './figures-asked.js';
import { namedFigures, type FigureName } from './named-figures.js';
import { periodOf } from './period.js';

/** The figures of one cut. */
export interface Measured { readonly cut: Cut; readonly figures: { readonly [N in FigureName]?: Figure } }

/** Reads figures, one row for each cut that anything was counted in, in the order of the cuts; one row without a cut is there even where nothing was. InvalidOptions. */
export function measure(insight: Insight, asked: FiguresAsked): readonly Measured[] {
  checkAsked(asked, 'figures');
  return rowsOf(insight.countAt(asked.now), insight.rules, asked);
}

/** The same of a cube that was counted before, for several questions about one moment. InvalidOptions. */
export function measureCube(cube: Counted, rules: InsightDefinition, asked: Omit<FiguresAsked, 'now'>): readonly Measured[] {
  checkAsked(asked, 'cube');
  return rowsOf(cube, rules, asked);
}

/** All that was counted of one metric in what is asked for: `queue` for another `serviceLevelOf`, or a survey's ratings one by one. InvalidOptions. */
export function countsOf(counted: Counted, metric: string, asked: Pick<FiguresAsked, 'where' | 'from' | 'until'> = {}): Tally {
  checkAsked(asked, 'counts');
  const tallies = new Map<string, Map<string, number>>([[metric, new Map()]]);
  for (const cell of counted.cells(metric)) if (isMeant(cell, asked)) addTally(tallies, metric, cell.tally);
  return tallies.get(metric) ?? nothing;
}

function rowsOf(cube: Counted, rules: InsightDefinition, asked: Omit<FiguresAsked, 'now'>): readonly Measured[] {
  const names = asked.figures ?? figureNames;
  const rows = new Map<string, { readonly cut: Cut; readonly tallies: Map<string, Map<string, number>> }>();
  if (asked.by === undefined || asked.by.length === 0) rows.set('[]', { cut: {}, tallies: new Map() });
  for (const metric of new Set(names.map((name) => namedFigures[name].metric))) {
    for (const cell of cube.cells(metric)) {
      if (!isMeant(cell, asked)) continue;
      const cut = cutOf(cell, asked.by ?? []);
      const key = JSON.stringify(Object.values(cut).map((value) => value ?? null));
      const row = rows.get(key) ?? { cut, tallies: new Map<string, Map<string, number>>() };
      rows.set(key, row);
      addTally(row.tallies, metric, cell.tally);
    }
  }
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, { cut, tallies }]) => ({ cut, figures: figuresOf(tallies, names, rules) }));
}

const figureNames = Object.keys(namedFigures).filter((name): name is FigureName => Object.hasOwn(namedFigures, name));

/** Asks whether something counted is among what is asked for. */
export function isMeant(cell: Within, { where = {}, from = -Infinity, until = Infinity }: Pick<FiguresAsked, 'where' | 'from' | 'until'>): boolean {
  const { day } = cell.about;
  if (day < dayOf(from) || day >= dayOf(until)) return false;
  return Object.entries(where).every(([name, value]) => !isCutName(name) || valueOf(cell, name) === value);
}

const isCutName = (name: string): name is CutName => cutNames.some((one) => one === name);

function valueOf({ about, of }: Within, name: CutName): string | number | undefined {
  switch (name) {
    case 'day': case 'week': case 'month': return periodOf(about.day, name);
    case 'agent': return of === '' ? undefined : of;
    default: return about[name];
  }
}

const cutOf = (cell: Within, by: readonly CutName[]): Cut => Object.fromEntries(by.map((name) => [name, valueOf(cell, name)]));

function addTally(tallies: Map<string, Map<string, number>>, metric: string, tally: Tally): void {
  const into = tallies.get(metric) ?? new Map<string, number>();
  tallies.set(metric, into);
  for (const [counter, amount] of tally) into.set(counter, (into.get(counter) ?? 0) + amount);
}

const nothing: Tally = new Map();

const figuresOf = (tallies: ReadonlyMap<string, Tally>, names: readonly FigureName[], rules: InsightDefinition): Measured['figures'] =>
  Object.fromEntries(names.map((name) => [name, toFigure(namedFigures[name].make(tallies.get(namedFigures[name].metric) ?? nothing, rules), rules.minimumSample)]));
