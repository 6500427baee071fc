import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readConversation } from './conversation.js';
import { show } from './show.js';
import { survive } from './survive.js';

const usage = `npm start -- [--stay | --crash] [--conversation <file>]

  plays a recorded conversation: a chat with a bot, a call to a person who has read it, an SMS and a mail
  --stay                   leaves page, phone, SMS and mail open; whoever sits at the terminal answers as the person
  --crash                  kills the host with SIGKILL five times on the way and compares with a run without a kill
  --conversation <file>    plays another one; the form is told in examples/demo/conversation.ts
  --help                   says this`;

/** The command line of the demo: the exit code is 0 where everything was as promised. */
async function run(): Promise<number> {
  const { values } = parseArgs({ options: { stay: { type: 'boolean' }, crash: { type: 'boolean' }, conversation: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) return say(usage);
  const conversation = readConversation(values.conversation ?? new URL('conversation.json', import.meta.url));
  if (values.crash === true) return survive(conversation, passingFolder());
  if (values.stay !== true) return show(conversation, passingFolder(), { stay: false });
  const folder = lastingFolder();
  await show(conversation, folder, { stay: true });
  return say(`  everything is kept in ${relative('.', folder)}`);
}

/** A run that ends leaves nothing behind, also when it is interrupted or nobody reads on. */
function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.stdout.once('error', () => process.exit(1));
  return folder;
}

/** What stays can be looked into. */
function lastingFolder(): string {
  mkdirSync('.throughline', { recursive: true });
  return mkdtempSync(join('.throughline', 'demo-'));
}

function say(text: string): number {
  console.log(text);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
