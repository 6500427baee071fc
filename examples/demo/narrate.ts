import { styleText } from 'node:util';
import type { Briefing, Explanation, Interaction, Receipt } from 'throughline';
import type { Called } from './outside.js';

type Style = Parameters<typeof styleText>[0];
const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
const nameWidth = 5;
const textWidth = 68;
const shownOfTimeline = 5;
const aboutWidth = 72;

/** One line of who said what and, where somebody came to the door with it, what the door answered. */
export function toldLine(name: string, text: string, receipt?: Receipt): string {
  const who = paint(name === 'bot' ? 'cyan' : ['bold', 'magenta'], name.padEnd(nameWidth));
  if (receipt === undefined) return `  ${who}${text}`;
  const told = receipt.status === 'duplicate' ? `${text}  (again, under the same id)` : text;
  const said = told.length > textWidth ? `${told}\n${' '.repeat(2 + nameWidth + textWidth)}` : told.padEnd(textWidth);
  return `  ${who}${said}  ${inWords(receipt)}`;
}

/** A receipt in a few words: what became of the event, and why. */
function inWords(receipt: Receipt): string {
  const moves = receipt.status === 'handled' ? receipt.moved.map(({ from, to }) => `${from?.join(', ') ?? 'begins'} → ${to.join(', ')}`) : [];
  const style: Style = receipt.status === 'handled' ? 'green' : receipt.status === 'duplicate' ? 'yellow' : 'dim';
  return `${paint(style, receipt.status.padEnd(9))} ${paint('dim', moves.length > 0 ? moves.join('; ') : receipt.because)}`;
}

/** What the person reads before hello. */
export function briefingLines(person: string, { queue, reason, briefing }: { readonly queue: string; readonly reason: string; readonly briefing: Briefing }): readonly string[] {
  const known = briefing.journeys.flatMap(({ facts }) => facts.map(({ name, value, dataClass, origin }) => `${name.padEnd(12)} ${String(value).padEnd(28)} ${paint('dim', `${dataClass}, from ${origin.channel ?? origin.event}`)}`));
  return [
    heading(`what ${person} reads before hello`),
    row('called', `queue '${queue}', because ${reason}`),
    ...briefing.journeys.map(({ inWords: where }) => row('now', where)),
    ...known.map((line, at) => row(at === 0 ? 'known' : '', line)),
    row('said', `${briefing.interactions.length} messages, the last from the customer '${briefing.interactions.findLast(({ direction }) => direction === 'in')?.text ?? ''}'`),
    '',
  ];
}

/** The customer over all channels, oldest first, and where their journeys stand. */
export function timelineLines(newestFirst: readonly Interaction[], { journeys, ended }: Explanation): readonly string[] {
  const said = newestFirst.toReversed();
  const earlier = said.length - shownOfTimeline;
  return [
    heading('the customer\'s timeline, over all channels'),
    ...(earlier > 0 ? [row('…', paint('dim', `${earlier} earlier ones, as told above`))] : []),
    ...said.slice(-shownOfTimeline).map(({ direction, channel, text }) => row(`${direction === 'in' ? '→' : '←'} ${channel}`, text ?? '')),
    ...journeys.map(({ journey, inWords: where }) => row(journey, where)),
    ...ended.map(({ journey, reason, goals }) => row(journey, paint('green', `ended: ${reason}; goal reached: ${goals.join(', ') || 'none'}`))),
  ];
}

/** What the outside was asked to do, and how often. */
export function bookLines(title: string, calls: readonly Called[]): readonly string[] {
  const keys = [...new Set(calls.map(({ key }) => key))];
  return [heading(title), ...keys.flatMap((key) => {
    const same = calls.filter((call) => call.key === key);
    return same.slice(0, 1).map(({ by, did, what }) => row(by, `${did.padEnd(10)} ${aboutCall(what).padEnd(aboutWidth)} ${paint('dim', same.length === 1 ? 'once' : `${same.length} times, one key`)}`));
  })];
}

/** the few fields of a call that a reader wants to see */
function aboutCall(what: object): string {
  const shown = ['orderNumber', 'subject', 'resolution', 'queue', 'to', 'text'];
  const about = Object.entries(what).filter(([name]) => shown.includes(name)).map(([, value]) => String(value)).join(', ');
  return about.length > aboutWidth ? `${about.slice(0, aboutWidth - 1)}…` : about;
}

export const heading = (title: string): string => `\n  ${paint('bold', title)}`;
const row = (name: string, text: string): string => `  ${paint('dim', name.padEnd(12))} ${text}`;
