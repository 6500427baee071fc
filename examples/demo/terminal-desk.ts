import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { HandoffRequest } from 'throughline';
import { briefingLines } from './briefing-lines.js';
import type { Customer } from './conversation.js';
import type { Host } from './host.js';
import type { Mail } from './mailbox.js';
import { toldLine } from './narrate.js';
import type { PhoneText } from './smsc.js';
import type { Town } from './town.js';

/** A terminal as a desk, and as the window on what comes to phones and mailboxes. */
export interface TerminalDesk {
  /** Puts a customer before whoever sits at the terminal. */
  call(request: HandoffRequest): void;
  text(text: PhoneText): void;
  mail(mail: Mail): void;
  /** resolves when the terminal is closed or interrupted */
  readonly left: Promise<void>;
}
export interface Seat { readonly host: Host; readonly town: Town; readonly folder: string; readonly callSecret: string; readonly person: string; readonly customer: Customer }
interface Desk extends Seat { caller: Pick<HandoffRequest, 'customer'> | undefined; newestMail: Mail | undefined }

/** Makes the terminal a desk: what is typed goes to the customer who was handed over last; words behind a slash do something else. */
export function sitAtTerminal(seat: Seat): TerminalDesk {
  const { host: { orchestrator }, person } = seat;
  const desk: Desk = { ...seat, caller: undefined, newestMail: undefined };
  console.log(helpFor(seat));
  const terminal = createInterface({ input: process.stdin });
  terminal.on('line', (typed) => void take(desk, typed.trim()).catch((error: unknown) => console.log(`  ${String(error)}`)));
  orchestrator.on('event.answered', ({ type, source, customer, receipt }) => {
    if (customer === undefined || !source.startsWith('channel:') || (!type.startsWith('call.') && type !== 'message.received')) return;
    void orchestrator.timeline({ customer }, { limit: 5 }).then((said) => console.log(toldLine(source.slice(8), said.find(({ direction }) => direction === 'in')?.text ?? type, receipt)));
  });
  orchestrator.on('conversation.began', ({ customer, channel }) => {
    if (channel !== 'phone') return;
    desk.caller = { customer };
    void orchestrator.briefing(customer, { role: 'agent' }).then((briefing) => console.log(briefingLines('what you read before hello, while it rings', briefing).concat('').join('\n')));
  });
  return {
    call: (request) => {
      // who calls stands on the screen already
      if (request.queue === 'phone') return;
      desk.caller = request;
      console.log([...briefingLines(`what you read before hello, because ${request.reason}`, request.briefing), '  type an answer; /solved and a sentence ends the talk'].join('\n'));
      void tell(desk, { type: 'agent.joined', data: { by: person } });
    },
    text: ({ to, text }) => console.log(toldLine('sms', `${text}  (to ${to})`)),
    mail: (mail) => {
      desk.newestMail = mail;
      console.log(toldLine('mail', `${mail.subject}: ${mail.text.trim().replaceAll(/\n+/g, ' / ')}  (to ${mail.to})`));
    },
    left: new Promise<void>((resolve) => {
      // a terminal that was never one, as in a script, leaves the page open until it is told to end
      if (process.stdin.isTTY) terminal.once('close', resolve);
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }).finally(() => terminal.close()),
  };
}

/** What a newcomer can do by hand; who places a call finds address and secret in the folder. */
function helpFor({ host: { url }, folder, callSecret: secret, person, customer: { phone: caller, name } }: Seat): string {
  writeFileSync(join(folder, 'telephone.json'), JSON.stringify({ url, secret, caller, person }), { mode: 0o600 });
  const sign = `npx tsx examples/demo/sign-call.ts ${relative('.', folder)}`;
  return `
  1 Chat      ${url}/?user=you
  2 It is me  the button there sends a code to the number you name, such as ${name}'s ${caller}; it comes here. You and ${name} are one then
  3 Ring      ${sign} ringing | curl -K -
              the briefing comes here before anybody says hello; change a byte of what it signs and hear 401
  4 Talk      the same with answered, and with ended
  5 Solve     /solved and words, here
  This terminal is ${person}'s desk, and shows what comes to phones and mailboxes:
              words go to the chat; /promise and words; /solved and words once a call has ended, or in a chat
              /sms and words answer from ${caller}; /mail and words answer the last mail. Ctrl+C ends it.
`;
}

async function take(desk: Desk, typed: string): Promise<void> {
  const { town, host, customer: { phone } } = desk;
  const [, command = '', words = ''] = /^\/(\w+)\s+(.+)/.exec(typed) ?? [];
  if (typed === '') return;
  if (command === 'sms') return town.smsc.say(phone, words);
  if (command === 'mail') return desk.newestMail === undefined ? console.log('  no mail has come yet') : town.mail.answer(desk.newestMail, { id: randomUUID(), text: words, port: host.mailPort });
  if (command === 'promise') return tell(desk, { type: 'agent.promised', data: { promise: words } }, words);
  if (command === 'solved') return tell(desk, { type: 'agent.left', data: { resolved: true, summary: words } }, words);
  return tell(desk, { type: 'agent.wrote', data: { words: typed } }, typed);
}

type Told =
  | { readonly type: 'agent.joined'; readonly data: { readonly by: string } }
  | { readonly type: 'agent.wrote'; readonly data: { readonly words: string } }
  | { readonly type: 'agent.promised'; readonly data: { readonly promise: string } }
  | { readonly type: 'agent.left'; readonly data: { readonly resolved: boolean; readonly summary: string } };

async function tell({ host, caller, person }: Desk, told: Told, typed = 'joins'): Promise<void> {
  if (caller === undefined) return console.log('  nobody was handed over to you yet');
  const receipt = await host.orchestrator.accept({ id: randomUUID(), source: 'desk', who: { customer: caller.customer }, ...told });
  console.log(toldLine(person, typed, receipt));
}
