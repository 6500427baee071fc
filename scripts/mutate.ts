import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { build } from 'esbuild';
import { areas, runsOfAProperty, type Area } from './mutation/scope.js';
import { failedOf, readResults, scoresOf, writeSurvivors } from './mutation/survivors.js';

const folder = fileURLToPath(new URL('../.throughline/mutation', import.meta.url));
const reportOf = ({ id }: Area): string => `${folder}/${id}.json`;

/**
 * Changes the code in small ways and asks the tests whether they notice: in every area, or in those that are named. What did not change since
 * the last run, and is noticed by a test that did not change, is not asked again.
 */
async function mutate(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((id) => areas.every((area) => area.id !== id));
  if (unknown.length > 0) throw new Error(`no area '${unknown.join("', '")}'; there are ${areas.map(({ id }) => id).join(', ')}`);
  process.env['THROUGHLINE_RUNS'] = String(runsOfAProperty);
  await buildPlugins();
  for (const area of areas) if (wanted.length === 0 || wanted.includes(area.id)) await new Stryker(optionsFor(area)).runMutationTest();
  const results = areas.map((area) => ({ name: area.name, changes: readResults(reportOf(area)) }));
  writeSurvivors(results);
  const scores = scoresOf(results);
  for (const { name, mutants, noticed, percent } of scores) console.log(`${name.padEnd(16)} ${String(noticed).padStart(5)} of ${String(mutants).padStart(5)} noticed  ${percent.toFixed(1)} %`);
  return failedOf(scores).length === 0 ? 0 : 1;
}

/** Stryker loads plain JavaScript. */
async function buildPlugins(): Promise<void> {
  const entryPoints = ['test-runner', 'left-alone'].map((name) => fileURLToPath(new URL(`mutation/${name}.ts`, import.meta.url)));
  await build({ entryPoints, outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error' });
}

function optionsFor(area: Area) {
  return {
    mutate: [...area.mutate],
    plugins: [`${folder}/test-runner.mjs`, `${folder}/left-alone.mjs`],
    testRunner: 'in-process',
    ignorers: ['left-alone'],
    coverageAnalysis: 'perTest' as const,
    buildCommand: 'tsx scripts/mutation/bundle-tests.ts',
    ignorePatterns: ['/.throughline', '/dist', '/docs/api'],
    tempDirName: '.throughline/mutation/copy',
    incremental: true,
    incrementalFile: reportOf(area),
    concurrency: Number(process.env['THROUGHLINE_CORES'] ?? 2),
    dryRunTimeoutMinutes: 30,
    reporters: ['progress-append-only'],
  };
}

process.exitCode = await mutate(process.argv.slice(2));
