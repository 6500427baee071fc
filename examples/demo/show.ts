import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HandoffRequest } from 'throughline';
import type { Conversation } from './conversation.js';
import { connectDesk } from './desk.js';
import { startHost, type Host } from './host.js';
import { bookLines, briefingLines, timelineLines, toldLine } from './narrate.js';
import { createOutside, readBook } from './outside.js';
import { play, type Scene } from './play.js';

/** Plays a conversation in this process and prints it as it happens, then what was kept of it. */
export async function show(conversation: Conversation, folder: string, { stay }: { readonly stay: boolean }): Promise<void> {
  const book = join(folder, 'book.jsonl');
  const secret = randomBytes(24).toString('base64url');
  const host = await startHost({ file: join(folder, 'journeys.db'), secret, outside: createOutside(book) });
  try {
    console.log(`\n  Order help on ${host.url}, every step kept in one SQLite file before it is answered\n`);
    await play(conversation, { url: host.url, secret, book, paceMs: process.stdout.isTTY ? 400 : 0 }, narrator(conversation, host));
    const { timeline, explanation } = await connectDesk(host.url, secret).look(`user:${conversation.customer}`);
    console.log(timelineLines(timeline, explanation).join('\n'));
    if (stay) await untilInterrupted(host);
  } finally {
    await host.close();
  }
  console.log([...bookLines('what was asked of the outside', readBook(book)), ''].join('\n'));
}

/** Prints each scene; what the customer says waits for what the door answers to it. */
function narrator({ customer, person }: Conversation, { orchestrator }: Host): (scene: Scene) => void {
  const name = customer.charAt(0).toUpperCase() + customer.slice(1);
  const waiting: string[] = [];
  orchestrator.on('event.answered', ({ type, receipt }) => {
    const text = type === 'message.received' ? waiting.shift() : undefined;
    if (text !== undefined) console.log(toldLine(name, text, receipt));
  });
  return (scene) => {
    switch (scene.type) {
      case 'customer': return void waiting.push(scene.text);
      case 'host': return console.log(toldLine(scene.message.text.startsWith(`${person}:`) ? person : 'bot', [scene.message.text, ...(scene.message.buttons ?? []).map((words) => `[${words}]`)].join('  ')));
      case 'called': return console.log(briefingLines(person, scene.called.what as HandoffRequest).join('\n'));
      case 'person': return console.log(toldLine(person, `(${scene.did})`, scene.receipt));
      default: return scene satisfies never;
    }
  };
}

const untilInterrupted = async (host: Host): Promise<void> => {
  console.log(`\n  The page is open at ${host.url}/?user=you ; end with Ctrl+C`);
  await new Promise<void>((resolve) => { process.once('SIGINT', resolve); process.once('SIGTERM', resolve); });
};
