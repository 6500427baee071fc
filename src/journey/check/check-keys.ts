import { refuse, type Finding } from './finding.js';
import { isRecord, type WrittenState, writtenWays } from './written-state.js';

const stateKeys = [
  'id', 'type', 'description', 'tags', 'meta', 'history', 'target', 'initial', 'entry', 'invoke', 'on', 'after', 'always', 'onDone', 'exit', 'output', 'states',
  // harmless words of XState and its editors; `route` has a refusal of its own
  'key', 'order', 'version', 'route',
];
const rootKeys = [...stateKeys, 'context', 'types', 'schemas', 'options'];
const wayKeys = ['guard', 'target', 'actions', 'reenter', 'description', 'meta'];
/** `systemId` and `onSnapshot` have refusals of their own */
const callKeys = ['src', 'id', 'input', 'onDone', 'onError', 'description', 'meta', 'systemId', 'onSnapshot'];

/** XState passes over a key that it does not know, so a slip of the pen would take away what was meant to happen. */
export function checkKeys(states: readonly WrittenState[]): readonly Finding[] {
  return states.flatMap((state) => {
    const { config, path } = state;
    if (!isRecord(config)) return [];
    const own = unknownKeys(config, path.length === 0 ? rootKeys : stateKeys).map((key) => refuse(state, `has a key '${key}' that no state has${meant(key, stateKeys)}`));
    const ways = writtenWays(state).flatMap((way) => unknownKeys(way, wayKeys)).map((key) => refuse(state, `has a transition with '${key}', which no transition has${meant(key, wayKeys)}`));
    const calls = [config['invoke']].flat().flatMap((call) => unknownKeys(call, callKeys)).map((key) => refuse(state, `calls an activity with '${key}', which no call has${meant(key, callKeys)}`));
    return [...own, ...ways, ...calls];
  });
}

const unknownKeys = (written: unknown, known: readonly string[]): readonly string[] => (isRecord(written) ? Object.keys(written).filter((key) => !known.includes(key) && written[key] !== undefined).map((key) => key.slice(0, 100)) : []);

/** the words of earlier versions of XState, and another case */
const formerly: Readonly<Record<string, string>> = { cond: 'guard', internal: 'reenter', activities: 'invoke', onEntry: 'entry', onExit: 'exit' };

function meant(key: string, known: readonly string[]): string {
  const word = (Object.hasOwn(formerly, key) ? formerly[key] : undefined) ?? known.find((one) => one.toLowerCase() === key.toLowerCase());
  return word !== undefined && known.includes(word) ? `; write '${word}'` : `; known are ${known.slice(0, 17).map((one) => `'${one}'`).join(', ')}`;
}
