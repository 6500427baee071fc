import { styleText } from 'node:util';
import type { Briefing, Receipt } from 'throughline';

type Style = Parameters<typeof styleText>[0];
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
const nameWidth = 8;
const textWidth = 66;

/** One line of who said what and, where somebody came to the door with it, what the door answered. */
export function toldLine(name: string, text: string, receipt?: Receipt): string {
  const who = paint(name === 'bot' ? 'cyan' : ['bold', 'magenta'], name.padEnd(nameWidth));
  if (receipt === undefined) return `  ${who}${text}`;
  const told = receipt.status === 'duplicate' ? `${text}  (again, under the same id)` : text;
  const said = told.length > textWidth ? `${told}\n${' '.repeat(2 + nameWidth + textWidth)}` : told.padEnd(textWidth);
  return `  ${who}${said}  ${inWords(receipt)}`;
}

/** What the door answered somebody whom it did not let in. */
export const refusedLine = (name: string, text: string, status: number): string => `  ${paint(['bold', 'magenta'], name.padEnd(nameWidth))}${text.padEnd(textWidth)}  ${paint('red', `${status}`)}      ${paint('dim', 'nobody\'s phone rings, and nothing is kept')}`;

/** A receipt in a few words: what became of the event, and why. */
function inWords(receipt: Receipt): string {
  const moves = receipt.status === 'handled' ? receipt.moved.map(({ from, to }) => `${from?.join(', ') ?? 'begins'} → ${to.join(', ')}`) : [];
  const style: Style = receipt.status === 'handled' ? 'green' : receipt.status === 'duplicate' ? 'yellow' : 'dim';
  return `${paint(style, receipt.status.padEnd(9))} ${paint('dim', moves.length > 0 ? moves.join('; ') : receipt.because)}`;
}

/** Who the host takes somebody for, how sure it is, and why. */
export const knownLine = ({ kind, confidence, because }: Briefing['who']): string => `  ${paint('dim', `${''.padEnd(nameWidth)}so who is it? ${kind}, ${confidence}: ${because}`)}`;

export const heading = (title: string): string => `\n  ${paint('bold', title)}`;
export const row = (name: string, text: string): string => `  ${paint('dim', name.padEnd(12))} ${text}`;
/** Several lines under one name. */
export const rows = (name: string, lines: readonly string[]): readonly string[] => lines.map((line, at) => row(at === 0 ? name : '', line));
