import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { proofs, type Proof } from './proofs.js';

/** What a run of a proof came to: kills, duplicates, take-overs and the like, by their names. */
const figuresSchema = z.object({ what: z.string(), figures: z.record(z.string(), z.number()) });
const reportSchema = z.record(z.string(), z.object({
  commit: z.string(), passed: z.boolean(), seconds: z.number(), figures: z.array(figuresSchema).optional(),
}));
type Report = z.infer<typeof reportSchema>;

const folder = new URL('../.throughline/', import.meta.url);
const reportFile = new URL('proofs.json', folder);
const figuresFile = fileURLToPath(new URL('figures.jsonl', folder));

/** Runs the proofs at their full size, one after the other, or those that are named; one that passed on this very commit is not run again unless named. */
async function prove(wanted: readonly string[]): Promise<number> {
  const commit = execFileSync('git', ['describe', '--always', '--dirty']).toString().trim();
  const chosen = proofs.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const report = readReport();
  mkdirSync(folder, { recursive: true });
  takeFigures();
  for (const proof of chosen) {
    const earlier = report[proof.id];
    if (wanted.length === 0 && earlier?.passed && earlier.commit === commit) { console.log(lineOf(proof, earlier)); continue; }
    const start = performance.now();
    const passed = await run(proof);
    report[proof.id] = { commit, passed, seconds: Math.round((performance.now() - start) / 1_000), figures: takeFigures() };
    writeReport(report);
    console.log(lineOf(proof, report[proof.id]));
  }
  const failed = chosen.filter(({ id }) => !report[id]?.passed).length;
  console.log(`${chosen.length - failed} proofs passed, ${failed} failed; the report is .throughline/proofs.json`);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

function run({ files }: Proof): Promise<boolean> {
  const env = { ...process.env, THROUGHLINE_PROVE: '1', THROUGHLINE_FIGURES: figuresFile };
  return new Promise((resolve) => {
    const child = spawn('vitest', ['run', '--testTimeout=10800000', '--hookTimeout=10800000', ...files], { env, stdio: 'inherit' });
    child.on('close', (code) => resolve(code === 0));
  });
}

const lineOf = ({ id, what }: Proof, found: Report[string] | undefined): string =>
  `${found?.passed ? 'ok    ' : 'FAILED'}  ${id.padEnd(14)} ${String(found?.seconds ?? 0).padStart(6)} s  ${what}`;

/** What the proof said of its runs; it is taken away, so that the next one begins with none. */
function takeFigures(): z.infer<typeof figuresSchema>[] {
  try {
    const lines = readFileSync(figuresFile, 'utf8').trim().split('\n');
    return lines.map((line) => figuresSchema.parse(JSON.parse(line)));
  } catch {
    return [];
  } finally {
    rmSync(figuresFile, { force: true });
  }
}

function readReport(): Report {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch {
    return {};
  }
}

function writeReport(report: Report): void {
  writeFileSync(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
}

process.exitCode = await prove(process.argv.slice(2));
