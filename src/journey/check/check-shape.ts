import { defaultLimits } from '../../model/limits.js';
import { refuse, type Finding } from './finding.js';

/** states one journey may have */
const maxStates = 10_000;

interface Place { readonly config: unknown; readonly path: string; readonly depth: number }

/**
 * What must hold before XState may read a configuration at all: few enough states, none inside itself, names that a path can be
 * made of, first states that exist. XState would run out of memory or stack, or take another state than the one written.
 */
export function checkShape(config: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  const ids = new Set<string>();
  const open: Place[] = [{ config, path: 'the journey', depth: 0 }];
  for (let next = 0; next < open.length; next += 1) {
    const place = open[next];
    if (place === undefined) break;
    if (open.length > maxStates) return [refuse('the journey', `has more than ${maxStates} states; split it into journeys that start one another`)];
    if (place.depth > defaultLimits.depth) return [refuse(place.path.slice(0, 200), `lies more than ${defaultLimits.depth} states deep, or inside itself`)];
    findings.push(...checkState(place, ids));
    open.push(...childPlaces(place));
  }
  return findings;
}

function checkState({ config, path }: Place, ids: Set<string>): readonly Finding[] {
  if (!isRecord(config)) return [refuse(path, 'is not a state; write an object, {} for an empty one')];
  return [...checkId(config, path, ids), ...checkInitial(config, path), ...checkNames(config, path), ...checkLive(config, path)];
}

function checkId(config: Config, path: string, ids: Set<string>): readonly Finding[] {
  const { id } = config;
  if (id === undefined) return [];
  if (typeof id !== 'string' || id === '' || /[.#]/.test(id)) return [refuse(path, "has an id that is empty or holds '.' or '#'; targets could not name it")];
  if (ids.has(id)) return [refuse(path, `has the id '${id}', which another state has`)];
  ids.add(id);
  return [];
}

function checkInitial(config: Config, path: string): readonly Finding[] {
  const { states, type } = config;
  if (!isRecord(states) || Object.keys(states).length === 0 || type === 'parallel') return [];
  const initial = isRecord(config['initial']) ? config['initial']['target'] : config['initial'];
  if (initial === undefined) return [refuse(path, "has states but no 'initial'; say which one comes first")];
  return typeof initial === 'string' && Object.hasOwn(states, initial) ? [] : [refuse(path, `begins in a state that is not there; 'initial' names one of its states`)];
}

function checkNames(config: Config, path: string): readonly Finding[] {
  const { states } = config;
  if (states === undefined) return [];
  if (!isRecord(states)) return [refuse(path, "has 'states' that are not an object")];
  return Object.keys(states).filter((name) => !isStateName(name)).map((name) => refuse(path, `has a state named ${JSON.stringify(name.slice(0, 100))}; a name has no '.', '#' or control character, and is none of JavaScript's own such as 'constructor'`));
}

const isStateName = (name: string): boolean => name.trim() !== '' && name.length <= defaultLimits.keyLength && !/[.#\p{Cc}]/u.test(name) && !(name in {});

function checkLive(config: Config, path: string): readonly Finding[] {
  return config['route'] === undefined ? [] : [refuse(path, "has a 'route'; an event from outside could move the journey anywhere. Name an event in 'on'")];
}

function childPlaces({ config, path, depth }: Place): readonly Place[] {
  const states = isRecord(config) ? config['states'] : undefined;
  if (!isRecord(states)) return [];
  return Object.entries(states).map(([name, child]) => ({ config: child, path: depth === 0 ? name : `${path}.${name}`, depth: depth + 1 }));
}

type Config = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Config => typeof value === 'object' && value !== null && !Array.isArray(value);
