import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { schema } from '@stryker-mutator/api/core';
import { goalPercent } from './scope.js';

/** One small change of the code, and what became of it. */
export interface Change { readonly path: string; readonly source: string; readonly mutant: schema.MutantResult }
/** What the last run over one area found. */
export interface AreaResults { readonly name: string; readonly changes: readonly Change[] }
export interface Score { readonly name: string; readonly isArea: boolean; readonly mutants: number; readonly noticed: number; readonly percent: number }

const listFile = fileURLToPath(new URL('../../test/mutation/survivors.md', import.meta.url));

const noticedAs = ['Killed', 'Timeout'];
const missedAs = ['Survived', 'NoCoverage'];

/** What the last run over an area found; nothing where there was none. */
export function readResults(reportFile: string): readonly Change[] {
  if (!existsSync(reportFile)) return [];
  const report: schema.MutationTestResult = JSON.parse(readFileSync(reportFile, 'utf8'));
  return Object.entries(report.files).flatMap(([path, { source, mutants }]) => mutants.map((mutant) => ({ path, source, mutant })));
}

/** By area, which the goal is for, then the folders of an area that lies in several, and all. What could not run at all counts on neither side. */
export function scoresOf(results: readonly AreaResults[]): readonly Score[] {
  const all = results.flatMap(({ changes }) => changes);
  return [...results.flatMap(({ name, changes }) => [scoreOf(name, changes, true), ...partsOf(changes)]), scoreOf('all', all, false)].filter(({ mutants }) => mutants > 0);
}

function partsOf(changes: readonly Change[]): readonly Score[] {
  const folders = [...Map.groupBy(changes, ({ path }) => path.split('/').slice(0, 2).join('/')).entries()];
  return folders.length < 2 ? [] : folders.map(([folder, list]) => scoreOf(`- ${folder}`, list, false));
}

/** The areas that do not reach the goal. */
export const failedOf = (scores: readonly Score[]): readonly Score[] => scores.filter(({ isArea, percent }) => isArea && percent < goalPercent);

function scoreOf(name: string, list: readonly Change[], isArea: boolean): Score {
  const noticed = list.filter(({ mutant }) => noticedAs.includes(mutant.status)).length;
  const mutants = noticed + list.filter(({ mutant }) => missedAs.includes(mutant.status)).length;
  return { name, isArea, mutants, noticed, percent: (100 * noticed) / Math.max(1, mutants) };
}

/** The list that is checked in: a table of figures, and each change that no test noticed. */
export function writeSurvivors(results: readonly AreaResults[]): void {
  const changes = results.flatMap((area) => area.changes);
  const files = [...Map.groupBy(changes.filter(({ mutant }) => missedAs.includes(mutant.status)), ({ path }) => path).entries()];
  mkdirSync(dirname(listFile), { recursive: true });
  writeFileSync(listFile, [
    '# Changes that no test notices',
    '',
    'Written by `npm run mutate`; CONTRIBUTING.md says how to read it.',
    '',
    '| area | changes | noticed | |',
    '|---|---|---|---|',
    ...scoresOf(results).map(({ name, mutants, noticed, percent }) => `| ${name} | ${mutants} | ${noticed} | ${percent.toFixed(1)} % |`),
    ...files.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([path, list]) => ['', `## ${path}`, '', ...linesOf(list)]),
    '',
  ].join('\n'));
}

const linesOf = (list: readonly Change[]): readonly string[] =>
  list.toSorted((a, b) => a.mutant.location.start.line - b.mutant.location.start.line || a.mutant.location.start.column - b.mutant.location.start.column).map(lineOf);

function lineOf({ source, mutant: { location: { start, end }, replacement, status } }: Change): string {
  const line = source.split('\n')[start.line - 1] ?? '';
  const original = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} ...`;
  return `- ${start.line}: \`${short(original)}\` -> \`${short(replacement ?? '')}\`${status === 'NoCoverage' ? ' (no test comes by)' : ''}`;
}

function short(code: string): string {
  const flat = code.replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
}
