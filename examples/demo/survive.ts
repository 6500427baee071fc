import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Between } from './book.js';
import type { Conversation } from './conversation.js';
import { startMortalHost, type Death } from './mortal-host.js';
import { heading } from './narrate.js';
import { compared, differences, playToOutcome, type Outcome } from './outcome.js';
import { startTown } from './town.js';

const deaths: readonly Death[] = [
  { by: 'shop', did: 'findOrder', inWords: 'the order number was accepted, the answer was not written' },
  { by: 'desk', did: 'handoff', inWords: 'the phone rang and the person was being called' },
  { by: 'sms', did: 'submit', holding: 'leaves today', inWords: 'the SMS was on its way, and nobody had noted it' },
  { by: 'email', did: 'send', inWords: 'the mail was in the mailbox, and nobody had noted it' },
  { by: 'crm', did: 'closeCase', inWords: 'the CRM was closing the case' },
];

const width = 72;

/** Plays a conversation undisturbed and once more with kills, and compares; the exit code is 0 where both came to the same. */
export async function survive(conversation: Conversation, folder: string): Promise<number> {
  console.log(heading('the same conversation twice: in peace, and with SIGKILL on the way'));
  const calm = await live(conversation, join(folder, 'calm'), []);
  const killed = await live(conversation, join(folder, 'killed'), deaths);
  const rows = Math.max(calm['what the customer read'].length, killed['what the customer read'].length);
  console.log(heading(`${'what the customer read in the calm run'.padEnd(width)} in the killed run`));
  for (let at = 0; at < rows; at += 1) console.log(`  ${wordsOf(calm, at).padEnd(width)} ${wordsOf(killed, at) === wordsOf(calm, at) ? 'the same' : wordsOf(killed, at)}`);
  console.log(heading('compared'));
  const different = differences(calm, killed);
  for (const part of compared) console.log(`  ${different.includes(part) ? 'DIFFERENT' : 'equal    '}  ${part} (${calm[part].length})`);
  for (const part of different) console.log(`\n  ${part}, calm:\n${calm[part].join('\n')}\n  killed:\n${killed[part].join('\n')}`);
  console.log(`\n  asked again after a kill, with the same key and the same bytes: ${killed.repeated.join(', ')}`);
  console.log('  (SMPP carries no key: this SMSC knows a text again by its words; with one that does not, a phone may show it twice)');
  // a run in which no kill made anybody ask again has proved nothing
  const proved = different.length === 0 && killed.repeated.length > 0;
  console.log(proved ? '  nothing was lost, and what came twice has one key, so that it counts once\n' : '  the runs differ, or no kill made anybody ask again\n');
  return proved ? 0 : 1;
}

async function live(conversation: Conversation, folder: string, expected: readonly Death[]): Promise<Outcome> {
  mkdirSync(folder);
  const secret = randomBytes(24).toString('base64url');
  const callSecret = randomBytes(24).toString('base64');
  const book = join(folder, 'book.jsonl');
  let meet: Between = async () => {};
  // phones and mailboxes are not the host's: they live on when it is killed
  const town = await startTown({ book, between: (called) => meet(called) });
  const host = await startMortalHost({
    options: { file: join(folder, 'journeys.db'), secret, callSecret, smscPort: town.smsc.port, mailServerPort: town.mail.port },
    around: { book, customer: conversation.customer }, deaths: expected,
    onDeath: ({ inWords }) => console.log(`  killed while ${inWords}; started again on the same file`),
  });
  ({ meet } = host);
  try {
    return await playToOutcome(conversation, { url: host.url, mailPort: host.mailPort, secret, callSecret, book, town }, host);
  } finally {
    await town.close();
  }
}

/** the words without their key */
const wordsOf = (outcome: Outcome, at: number): string => outcome['what the customer read'][at]?.replace(/^\S+\/\S+ /, '').replaceAll(/\s+/g, ' ').slice(0, width - 1) ?? '';
