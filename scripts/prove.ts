import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { proofs, type Proof } from './proofs.js';

const reportSchema = z.record(z.string(), z.object({ commit: z.string(), passed: z.boolean(), seconds: z.number() }));
type Report = z.infer<typeof reportSchema>;

const folder = new URL('../.throughline/', import.meta.url);
const reportFile = new URL('proofs.json', folder);

/** Runs the proofs at their full size, one after the other, or those that are named; one that passed on this very commit is not run again unless named. */
async function prove(wanted: readonly string[]): Promise<number> {
  const commit = execFileSync('git', ['describe', '--always', '--dirty']).toString().trim();
  const chosen = proofs.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const report = readReport();
  for (const proof of chosen) {
    const earlier = report[proof.id];
    if (wanted.length === 0 && earlier?.passed && earlier.commit === commit) { console.log(lineOf(proof, earlier)); continue; }
    const start = performance.now();
    const passed = await run(proof);
    report[proof.id] = { commit, passed, seconds: Math.round((performance.now() - start) / 1_000) };
    writeReport(report);
    console.log(lineOf(proof, report[proof.id]));
  }
  const failed = chosen.filter(({ id }) => !report[id]?.passed).length;
  console.log(`${chosen.length - failed} proofs passed, ${failed} failed; the report is .throughline/proofs.json`);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

function run({ files }: Proof): Promise<boolean> {
  const env = { ...process.env, THROUGHLINE_PROVE: '1' };
  return new Promise((resolve) => {
    const child = spawn('vitest', ['run', '--testTimeout=10800000', '--hookTimeout=10800000', ...files], { env, stdio: 'inherit' });
    child.on('close', (code) => resolve(code === 0));
  });
}

const lineOf = ({ id, what }: Proof, found: Report[string] | undefined): string =>
  `${found?.passed ? 'ok    ' : 'FAILED'}  ${id.padEnd(14)} ${String(found?.seconds ?? 0).padStart(6)} s  ${what}`;

function readReport(): Report {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch {
    return {};
  }
}

function writeReport(report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
}

process.exitCode = await prove(process.argv.slice(2));
