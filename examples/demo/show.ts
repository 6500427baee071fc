import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HandoffRequest } from 'throughline';
import type { Conversation } from './conversation.js';
import { connectDesk } from './desk.js';
import { startHost, type Host } from './host.js';
import { bookLines, briefingLines, timelineLines, toldLine } from './narrate.js';
import { createOutside, readBook } from './outside.js';
import { play, type Scene } from './play.js';
import { sitAtTerminal, type TerminalDesk } from './terminal-desk.js';

/** Plays a conversation in this process and prints it as it happens, then what was kept of it; the exit code is 0 where it came to its end. */
export async function show(conversation: Conversation, folder: string, { stay }: { readonly stay: boolean }): Promise<number> {
  const book = join(folder, 'book.jsonl');
  const secret = randomBytes(24).toString('base64url');
  let terminal: TerminalDesk | undefined;
  const outside = createOutside(book, async ({ by, what }) => { if (by === 'desk') terminal?.call(what as HandoffRequest); });
  const host = await startHost({ file: join(folder, 'journeys.db'), secret, outside });
  try {
    console.log(`\n  Order help on ${host.url}: a web chat, a desk, and one SQLite file that has every step before it is answered\n`);
    await play(conversation, { url: host.url, secret, book, paceMs: process.stdout.isTTY ? 400 : 0 }, narrator(conversation, host));
    const { timeline, explanation } = await connectDesk(host.url, secret).look(`user:${conversation.customer}`);
    console.log(timelineLines(timeline, explanation).join('\n'));
    if (stay) terminal = sitAtTerminal(host, conversation.person);
    await terminal?.left;
  } finally {
    await host.close();
  }
  console.log([...bookLines('what shop, CRM, desk and post were asked, each under a key of its own', readBook(book)), ''].join('\n'));
  return 0;
}

/** Prints each scene; what somebody says at the door waits for what the door answers. */
function narrator({ customer, person }: Conversation, { orchestrator }: Host): (scene: Scene) => void {
  const waiting: { readonly name: string; readonly text: string }[] = [];
  orchestrator.on('event.answered', ({ type, source, receipt }) => {
    const said = type === 'message.received' || source === 'desk' ? waiting.shift() : undefined;
    if (said !== undefined) console.log(toldLine(said.name, said.text, receipt));
  });
  return (scene) => {
    switch (scene.type) {
      case 'customer': return void waiting.push({ name: customer.charAt(0).toUpperCase() + customer.slice(1), text: scene.text });
      case 'person': return void waiting.push({ name: person, text: scene.text });
      case 'called': return console.log(briefingLines(person, scene.called.what as HandoffRequest).join('\n'));
      case 'host': return scene.message.text.startsWith(`${person}:`) ? undefined : console.log(toldLine('bot', [scene.message.text, ...(scene.message.buttons ?? []).map((words) => `[${words}]`)].join('  ')));
      case 'answered':
      case 'repeated': return;
      default: return scene satisfies never;
    }
  };
}
