import type { AnyStateNode } from 'xstate';
import { inDuration } from './in-duration.js';
import { namedAction, type Way } from './walk-machine.js';

/** A state's name within a drawing; its real name, which may hold spaces, is the label. */
export const aliasOf = (state: AnyStateNode): string => `s${state.order}`;

/** What a transition is taken on, whether, and what it does: the words beside its arrow. */
export function wayInWords(way: Way): string {
  const guard = guardInWords(way.guard);
  const effects = way.actions.flatMap((action) => effectInWords(action) ?? []);
  return [eventInWords(way), ...(guard === undefined ? [] : [`[${guard}]`]), ...(effects.length === 0 ? [] : [`/ ${effects.join(', ')}`])].join(' ');
}

/** An action in a few words; `undefined` for XState's own delays, which the arrows tell. */
export function effectInWords(action: unknown): string | undefined {
  const named = namedAction(action);
  if (named === undefined) return undefined;
  const word = (key: string) => plainWords(textAt(named.params, key));
  switch (named.name) {
    case 'send': return `send ${word('template') || 'a text'} by ${word('channel') === 'best' ? 'the best channel' : word('channel')}`;
    case 'remember': return `remember ${plainWords(listAt(named.params, 'facts').join(', '))}`;
    case 'handoff': return `hand off to ${word('queue')}`;
    case 'startJourney': return `start ${word('journey')}`;
    case 'schedule': return `schedule ${word('event')}`;
    case 'record': return `record ${word('metric')}`;
    case 'promise': return `promise ${word('name')}`.trim();
    case 'keepPromise': return `keep promise ${word('name')}`;
    case 'updateProfile': return 'note who they are';
    case 'attempt': return 'note what was tried';
    case 'steer': return 'choose a channel';
    case 'outcome': return `note ${word('outcome') || 'how it ended'}`;
    case 'survey': return `survey ${word('kind')}`;
    case 'invite': return `invite to ${word('to')}`;
    default: return plainWords(named.name);
  }
}

/** A text that a Mermaid label can hold: one line, without the signs that end a label or open markup. */
export const plainWords = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}":;#<>{}[\]|\\`%]/gu, ' ').replaceAll('--', '- -').replaceAll(/\s+/g, ' ').trim().slice(0, 80);

function eventInWords(way: Way): string {
  if (way.event === '') return 'at once';
  if (way.delay !== undefined) return `after ${typeof way.delay === 'number' ? inDuration(way.delay) : plainWords(String(way.delay))}`;
  const call = way.from.invoke.find(({ id }) => way.event.endsWith(`.actor.${id}`));
  if (call !== undefined) return `${plainWords(String(call.src))} ${way.event.startsWith('xstate.done.') ? 'done' : 'failed'}`;
  return way.event.startsWith('xstate.done.state.') ? 'done' : plainWords(way.event);
}

function guardInWords(guard: unknown): string | undefined {
  if (guard === undefined) return undefined;
  if (typeof guard === 'string') return plainWords(guard);
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return plainWords(String(guard.type));
  if (typeof guard === 'function' && 'stateValue' in guard) return `in ${plainWords(stateInWords(guard.stateValue))}`;
  return typeof guard === 'function' && 'guards' in guard && Array.isArray(guard.guards) ? `${guard.name} ${guard.guards.map((one) => guardInWords(one) ?? '').join(', ')}`.trim() : 'if';
}

/** what XState's `stateIn` asks about */
function stateInWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value).map(([name, inside]) => `${name} ${stateInWords(inside)}`).join(' and ');
}

const at = (params: unknown, key: string): unknown => (typeof params === 'object' && params !== null ? Object.entries(params).find(([name]) => name === key)?.[1] : undefined);
const textAt = (params: unknown, key: string): string => {
  const value = at(params, key);
  return typeof value === 'string' ? value : '';
};
const listAt = (params: unknown, key: string): readonly string[] => [at(params, key)].flat().filter((one) => typeof one === 'string');
