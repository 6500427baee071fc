import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { HandoffRequest } from 'throughline';
import type { Host } from './host.js';
import { briefingLines, toldLine } from './narrate.js';

export interface TerminalDesk {
  /** Puts a customer before whoever sits at the terminal. */
  call(request: HandoffRequest): void;
  /** resolves when the terminal is closed or interrupted */
  readonly left: Promise<void>;
}

/** Makes the terminal a desk: what is typed goes to the customer who was handed over last, `/solved` and a sentence ends the talk. */
export function sitAtTerminal({ orchestrator, url }: Host, person: string): TerminalDesk {
  console.log(`\n  Chat as a customer at ${url}/?user=you and ask for a person: this terminal is ${person}'s desk. Ctrl+C ends it.\n`);
  const terminal = createInterface({ input: process.stdin });
  let caller: HandoffRequest | undefined;
  const about = (request: HandoffRequest) => ({ id: randomUUID(), source: 'desk', who: { customer: request.customer } });
  terminal.on('line', (typed) => {
    const solved = /^\/solved\s+(.+)/.exec(typed)?.[1];
    if (caller === undefined || typed.trim() === '') return;
    const said = solved === undefined ? { type: 'agent.wrote' as const, data: { words: typed } } : { type: 'agent.left' as const, data: { resolved: true, summary: solved } };
    orchestrator.accept({ ...about(caller), ...said }).then((receipt) => console.log(toldLine(person, typed, receipt)), (error: unknown) => console.log(`  ${String(error)}`));
  });
  orchestrator.on('event.answered', ({ type, customer, receipt }) => {
    if (type !== 'message.received' || customer === undefined) return;
    void orchestrator.timeline({ customer }, { limit: 5 }).then((said) => console.log(toldLine('page', said.find(({ direction }) => direction === 'in')?.text ?? '', receipt)));
  });
  return {
    call: (request) => {
      caller = request;
      console.log([...briefingLines(person, request), '  type an answer; /solved and a sentence ends the talk'].join('\n'));
      orchestrator.accept({ ...about(request), type: 'agent.joined', data: { agent: person } }).catch((error: unknown) => console.log(`  ${String(error)}`));
    },
    left: new Promise<void>((resolve) => {
      // a terminal that was never one, as in a script, leaves the page open until it is told to end
      if (process.stdin.isTTY) terminal.once('close', resolve);
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }).finally(() => terminal.close()),
  };
}
