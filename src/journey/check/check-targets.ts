import { refuse, type Finding } from './finding.js';
import { childOf, isRecord, type WrittenState, writtenWays } from './written-state.js';

type Ids = ReadonlyMap<unknown, WrittenState>;

/** Every transition and every history leads to a state that is written (XState follows JavaScript's own names, and reads a history's default late). */
export function checkTargets(states: readonly WrittenState[]): readonly Finding[] {
  const ids: Ids = new Map(states.map((state) => [idOf(state), state]));
  return states.flatMap((state) => {
    const astray = new Set(writtenWays(state).flatMap(targetsOf).flatMap((target) => problemOf(state, target, ids) ?? []));
    const defaults = defaultsOf(state).filter((target) => !isDefault(state, target, ids));
    return [...[...astray].map((problem) => refuse(state, problem)), ...defaults.map((target) => refuse(state, `is a history whose default state is not there: ${quoted(target)}`))];
  });
}

function idOf({ config, id, path }: WrittenState): unknown {
  return path.length === 0 ? id : isRecord(config) ? config['id'] : undefined;
}

const targetsOf = (way: unknown): readonly unknown[] => [isRecord(way) ? way['target'] : way].flat().filter((target) => target !== undefined);

function problemOf(state: WrittenState, target: unknown, ids: Ids): string | undefined {
  if (typeof target !== 'string') return 'has a transition to something that is not the name of a state';
  if (target.startsWith('#')) return fromId(target, ids) === undefined ? `leads to ${quoted(target)}, but no state has that id, or none such lies in it` : undefined;
  if (target.startsWith('.')) return follow(state, target.slice(1)) === undefined ? `leads to ${quoted(target)}, but there is no such state inside it` : undefined;
  const inside = follow(state, target) === undefined ? '' : `; write ${quoted(`.${target}`)} for the one inside it`;
  if (state.parent === undefined) return `leads to ${quoted(target)}, but it has no states beside it${inside}`;
  return follow(state.parent, target) === undefined ? `leads to ${quoted(target)}, but there is no such state beside it${inside}` : undefined;
}

function fromId(target: string, ids: Ids): WrittenState | undefined {
  const [id = '', ...names] = target.slice(1).split('.');
  const start = ids.get(id);
  return start === undefined ? undefined : follow(start, names.join('.'));
}

/** an empty name ends the path, as it does for XState */
function follow(start: WrittenState, path: string): WrittenState | undefined {
  let at: WrittenState | undefined = start;
  for (const name of path.split('.')) {
    if (name === '' || at === undefined) return at;
    at = childOf(at, name);
  }
  return at;
}

function defaultsOf({ config }: WrittenState): readonly unknown[] {
  const isHistory = isRecord(config) && (config['type'] === 'history' || (config['type'] === undefined && Boolean(config['history'])));
  return isHistory ? targetsOf(config) : [];
}

function isDefault({ parent }: WrittenState, target: unknown, ids: Ids): boolean {
  if (typeof target !== 'string' || parent === undefined) return false;
  return (target.startsWith('#') ? fromId(target, ids) : follow(parent, target)) !== undefined;
}

const quoted = (target: unknown): string => `'${String(target).slice(0, 100)}'`;
