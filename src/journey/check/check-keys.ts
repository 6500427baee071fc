import { refuse, type Finding } from './finding.js';
import { isRecord, type WrittenState, writtenWays } from './written-state.js';

/** Keys that may stand somewhere: those to offer, and those that are harmless or have a refusal of their own. */
interface Keys { readonly known: readonly string[]; readonly passed: readonly string[] }

const ofState: Keys = {
  known: ['id', 'type', 'description', 'tags', 'meta', 'history', 'target', 'initial', 'entry', 'invoke', 'on', 'after', 'always', 'onDone', 'exit', 'output', 'states'],
  passed: ['key', 'order', 'version', 'route'],
};
const ofRoot: Keys = { known: [...ofState.known, 'context'], passed: [...ofState.passed, 'types', 'schemas', 'options'] };
const ofWay: Keys = { known: ['guard', 'target', 'actions', 'reenter', 'description', 'meta'], passed: [] };
const ofCall: Keys = { known: ['src', 'id', 'input', 'onDone', 'onError'], passed: ['description', 'meta', 'systemId', 'onSnapshot'] };

/** XState passes over a key that it does not know, so a slip of the pen would take away what was meant to happen. */
export function checkKeys(states: readonly WrittenState[]): readonly Finding[] {
  return states.flatMap((state) => {
    const { config, path } = state;
    if (!isRecord(config)) return [];
    const keys = path.length === 0 ? ofRoot : ofState;
    const own = unknownKeys(config, keys).map((key) => `has a key '${key}' that no state has; ${meant(key, keys)}`);
    const ways = writtenWays(state).flatMap((way) => unknownKeys(way, ofWay)).map((key) => `has a transition with '${key}', which no transition has; ${meant(key, ofWay)}`);
    const calls = [config['invoke']].flat().flatMap((call) => unknownKeys(call, ofCall)).map((key) => `calls an activity with '${key}', which no call has; ${meant(key, ofCall)}`);
    return [...new Set([...own, ...ways, ...calls])].map((problem) => refuse(state, problem));
  });
}

function unknownKeys(written: unknown, { known, passed }: Keys): readonly string[] {
  if (!isRecord(written)) return [];
  return Object.keys(written).filter((key) => written[key] !== undefined && !known.includes(key) && !passed.includes(key)).map((key) => key.slice(0, 100));
}

/** words of earlier versions of XState */
const formerly: ReadonlyMap<string, string> = new Map([['cond', 'guard'], ['internal', 'reenter'], ['onEntry', 'entry'], ['onExit', 'exit']]);

function meant(key: string, { known }: Keys): string {
  const word = formerly.get(key) ?? known.find((one) => one.toLowerCase() === key.toLowerCase());
  return word !== undefined && known.includes(word) ? `write '${word}'` : `known are ${known.map((one) => `'${one}'`).join(', ')}`;
}
