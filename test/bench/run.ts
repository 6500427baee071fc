import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Goal, Row } from './bench.js';
import { benches } from './benches.js';

const { values: wanted } = parseArgs({
  options: {
    /** within 50 seconds, for a first look; ratios of so short a run are rough */
    quick: { type: 'boolean', default: false },
    /** one JSON object a line instead of tables */
    json: { type: 'boolean', default: false },
    /** the benches with these names, by commas */
    only: { type: 'string' },
    /** `customers=1000`: a field of the effort, as JSON; for one bench alone */
    set: { type: 'string', multiple: true, default: [] },
  },
});

/** On the disk of the checkout: the folder for temporary files is often memory, where a sync costs nothing. */
async function makeFolder(): Promise<string> {
  const parent = fileURLToPath(new URL('../../.throughline/', import.meta.url));
  await mkdir(parent, { recursive: true });
  return mkdtemp(`${parent}bench-`);
}

function chooseBenches(only: string | undefined): readonly Bench[] {
  if (only === undefined) return benches.filter(({ inQuick }) => inQuick || !wanted.quick);
  return only.split(',').map((name) => {
    const found = benches.find((bench) => bench.name === name);
    if (found === undefined) throw new Error(`there is no bench '${name}', only ${benches.map((bench) => bench.name).join(', ')}`);
    return found;
  });
}

async function runBench(bench: Bench, set: Readonly<Record<string, unknown>>): Promise<void> {
  const goals: Goal[] = [];
  const folder = await makeFolder();
  try {
    if (!wanted.json) console.log(`${bench.name}\n${bench.head}`);
    for await (const row of bench.run(wanted.quick ? 'quick' : 'full', { folder, set })) {
      tell(row);
      goals.push(...row.line.goals);
    }
    if (!wanted.json) console.log(`${goals.map(toSentence).join('\n')}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const tell = ({ line, text }: Row): void => console.log(wanted.json ? JSON.stringify(line) : text);

function toSentence({ what, is, limit, seen, reached }: Goal): string {
  const verdict = reached === null ? '-' : reached ? 'ok' : 'short';
  return `${verdict.padEnd(6)}${what}: ${seen === null ? 'not counted' : toText(seen)} (${is} ${toText(limit)})`;
}

const toText = (figure: number): string => String(Number(figure.toPrecision(3)));

const set = Object.fromEntries(wanted.set.map((one) => [one.slice(0, one.indexOf('=')), JSON.parse(one.slice(one.indexOf('=') + 1))]));
const chosen = chooseBenches(wanted.only);
if (wanted.set.length > 0 && chosen.length !== 1) throw new Error('`--set` goes with one bench alone: name it by `--only`');
for (const bench of chosen) await runBench(bench, set);
