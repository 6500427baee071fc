import { spawn } from 'node:child_process';

interface Gate { readonly name: string; readonly command: string }
interface Outcome { readonly ok: boolean; readonly output: string; readonly seconds: number }

/** In the order of what fails soonest; what needs `dist/` stands behind the build. */
const gates: readonly Gate[] = [
  { name: 'lock file', command: 'npm ci --dry-run --ignore-scripts' },
  { name: 'typecheck', command: 'tsc -p .' },
  { name: 'lint', command: 'oxlint --type-aware --deny-warnings' },
  { name: 'unused code', command: 'knip' },
  { name: 'build', command: 'tsup' },
  { name: 'tests', command: 'vitest run --project unit' },
  { name: 'types, package, examples', command: 'vitest run --project slow' },
  { name: 'publint', command: 'publint --strict' },
  { name: 'types resolve', command: 'attw --pack . --profile esm-only' },
  { name: 'size', command: 'size-limit' },
  { name: 'reference', command: 'typedoc' },
];

/** Runs every gate, or those whose names begin with an argument, and prints one line each; what failed is shown in full below. */
async function check(wanted: readonly string[]): Promise<number> {
  const chosen = gates.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
  const failed: string[] = [];
  for (const gate of chosen) {
    const { ok, output, seconds } = await run(gate.command);
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${gate.name.padEnd(26)} ${seconds.toFixed(1).padStart(6)} s`);
    if (!ok) failed.push(`\n--- ${gate.name}: ${gate.command}\n${output}`);
  }
  for (const report of failed) console.log(report);
  console.log(`${chosen.length - failed.length} gates passed, ${failed.length} failed`);
  return failed.length === 0 && chosen.length > 0 ? 0 : 1;
}

function run(command: string): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8'), seconds: (performance.now() - start) / 1000 }));
  });
}

process.exitCode = await check(process.argv.slice(2));
