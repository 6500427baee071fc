import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HandoffRequest } from 'throughline';
import { readBook } from './book.js';
import { foundBy } from './cast.js';
import type { Conversation } from './conversation.js';
import { bookLines, crmLines, timelineLines } from './ending-lines.js';
import { startHost } from './host.js';
import { connectHost } from './host-line.js';
import { createNarrator } from './narrator.js';
import { crmAtRest } from './outcome.js';
import { createOutside } from './outside.js';
import { play } from './play.js';
import { sitAtTerminal, type TerminalDesk } from './terminal-desk.js';
import { startTown } from './town.js';

/** Plays a conversation in this process and prints it as it happens, then what was kept of it; the exit code is 0 where it came to its end. */
export async function show(conversation: Conversation, folder: string, { stay }: { readonly stay: boolean }): Promise<number> {
  const { customer, person } = conversation;
  const book = join(folder, 'book.jsonl');
  const secret = randomBytes(24).toString('base64url');
  const callSecret = randomBytes(24).toString('base64');
  let terminal: TerminalDesk | undefined;
  const town = await startTown({ book, onText: (text) => terminal?.text(text), onMail: (mail) => terminal?.mail(mail) });
  const outside = await createOutside({ book, customer }, async ({ by, what }) => { if (by === 'desk') terminal?.call(what as HandoffRequest); });
  const host = await startHost({ file: join(folder, 'journeys.db'), secret, callSecret, smscPort: town.smsc.port, mailServerPort: town.mail.port, outside });
  try {
    console.log(`\n  Order help on ${host.url}: a web chat, a phone, SMS and mail, a desk, and one SQLite file that has every step before it is answered\n`);
    await play(conversation, { url: host.url, mailPort: host.mailPort, secret, callSecret, book, town, paceMs: process.stdout.isTTY ? 400 : 0 }, createNarrator(conversation, host));
    console.log(crmLines(await crmAtRest(book, customer)).join('\n'));
    const { timeline, explanation } = await connectHost(host.url, secret).look(foundBy(conversation));
    console.log(timelineLines(timeline, explanation).join('\n'));
    if (stay) terminal = sitAtTerminal({ host, town, folder, callSecret, person, customer });
    await terminal?.left;
  } finally {
    await host.close();
    await town.close();
  }
  // an entry of the CRM's timeline gets new words when its conversation goes on: what it holds was told above
  console.log([...bookLines('what the outside was asked for, and how often', readBook(book).filter(({ did }) => did !== 'logActivity')), ''].join('\n'));
  return 0;
}
