import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { signCall, type CallTold } from './telephone.js';

/** What the demo leaves for whoever wants to place a call by hand. */
const lineSchema = z.object({ url: z.string(), secret: z.string(), caller: z.string(), person: z.string() });
const types: { readonly [word: string]: CallTold['type'] } = { ringing: 'call.ringing', answered: 'call.answered', ended: 'call.ended' };

/** Prints a signed request as a configuration of curl: `npx tsx examples/demo/sign-call.ts <folder> ringing [number] | curl -K -`. */
function run([folder = '', word = '', caller]: readonly string[]): number {
  const type = types[word];
  if (type === undefined) {
    console.error('npx tsx examples/demo/sign-call.ts <folder of the demo> ringing|answered|ended [+number] | curl -K -');
    return 1;
  }
  const line = lineSchema.parse(JSON.parse(readFileSync(join(folder, 'telephone.json'), 'utf8')));
  const told = { id: `hand-${randomUUID()}`, type, call: 'C-by-hand', caller: caller ?? line.caller, ...(type === 'call.answered' && { by: line.person }) };
  const { headers, body } = signCall(line.secret, told);
  console.log([`url = ${line.url}/webhooks/phone`, 'silent', 'include', ...Object.entries(headers).map(([name, value]) => `header = "${name}: ${value}"`), `data = ${JSON.stringify(body)}`].join('\n'));
  return 0;
}

process.exitCode = run(process.argv.slice(2));
