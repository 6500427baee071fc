import type { LeftBehind } from './left-behind.js';
import type { Fault } from './fault.js';
import type { Called } from './wire.js';

/** All that a run came to, by what it is about, with times taken out: they differ between any two runs. */
export type Ending = ReadonlyMap<string, string>;

/** Customers and the keys of their effects are named by the events that brought them, so that two runs can be held against each other. */
export function endingOf({ log, lanes }: LeftBehind, taken: ReadonlyMap<string, Called>): Ending {
  const ending = new Map<string, string>();
  const add = (name: string, what: string): void => void ending.set(name, `${ending.get(name) ?? ''}${what}\n`);
  for (const { lane, state } of lanes) add(`state of ${lane}`, timeless(JSON.stringify(state)));
  for (const { kind, lane, body } of log) {
    if (kind === 'event' || kind === 'interaction') add(`${kind}s of ${lane} ${sideOf(body)}`, timeless(body));
  }
  for (const { key, ...call } of taken.values()) add(`call ${key}`, timeless(JSON.stringify(call)));
  return ending;
}

/** Who told it, or by which channel it came or went: what two tell at one moment may stand in either order. */
function sideOf(body: string): string {
  const { source, direction, channel } = JSON.parse(body) as { readonly [field: string]: string };
  return source ?? `${direction} ${channel}`;
}

/** what happened at a time, and within a minute of what else */
const timeless = (text: string): string => text.replaceAll(/\b1[0-9]{12}\b/g, 'time').replaceAll(/\d{4}-\d\d-\d\dT?[ ]?\d\d:\d\d(:\d\d(\.\d+)?Z?)?/g, 'time');

/** Holds a run with kills against one without. */
export function compareEndings(killed: Ending, calm: Ending): readonly Fault[] {
  const names = new Set([...killed.keys(), ...calm.keys()]);
  return [...names].filter((name) => killed.get(name) !== calm.get(name)).map((name) => faultAt(name, killed.get(name), calm.get(name)));
}

function faultAt(name: string, killed: string | undefined, calm: string | undefined): Fault {
  if (killed === undefined && name.startsWith('call ')) return { kind: 'an effect was never delivered', what: name };
  if (calm === undefined && name.startsWith('call ')) return { kind: 'an effect came under a key that nobody decided', what: name };
  return { kind: 'it ended differently than without kills', what: `${name}\n with kills: ${killed ?? 'nothing'}\n without: ${calm ?? 'nothing'}` };
}
