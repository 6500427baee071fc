import { defaultLimits } from '../../model/limits.js';
import { refuse, type Finding } from './finding.js';
import { insideOf, isRecord, type Written, type WrittenState } from './written-state.js';

/** states one journey may have */
const maxStates = 10_000;

/**
 * What must hold before XState may read a configuration at all: few enough states, none inside itself, names that a path can be
 * made of, first states that exist. XState would run out of memory or stack, or take another state than the one written.
 */
export function checkShape(config: unknown, id: string): readonly Finding[] {
  const findings: Finding[] = [];
  const ids = new Set<string>();
  const open: WrittenState[] = [{ config, id, path: [] }];
  for (const state of open) {
    if (open.length > maxStates) return [refuse('the journey', `has more than ${maxStates} states; split it into journeys that start one another`)];
    if (state.path.length > defaultLimits.depth) return [refuse(state, `lies more than ${defaultLimits.depth} states deep, or inside itself`)];
    findings.push(...checkState(state, ids));
    open.push(...insideOf(state));
  }
  return findings;
}

function checkState(state: WrittenState, ids: Set<string>): readonly Finding[] {
  const { config } = state;
  if (!isRecord(config)) return [refuse(state, 'is not a state; write an object, {} for an empty one')];
  const problems = [...checkId(config, ids), ...checkInitial(config), ...checkNames(config), ...checkLive(config)];
  return problems.map((problem) => refuse(state, problem));
}

function checkId(config: Written, ids: Set<string>): readonly string[] {
  const { id } = config;
  if (id === undefined) return [];
  if (typeof id !== 'string' || id === '' || /[.#]/.test(id)) return ["has an id that is empty or holds '.' or '#'; targets could not name it"];
  if (ids.has(id)) return [`has the id '${id}', which another state has`];
  ids.add(id);
  return [];
}

function checkInitial(config: Written): readonly string[] {
  const { states, type } = config;
  if (!isRecord(states) || Object.keys(states).length === 0 || type === 'parallel') return [];
  const initial = isRecord(config['initial']) ? config['initial']['target'] : config['initial'];
  if (initial === undefined) return ["has states but no 'initial'; say which one comes first"];
  return typeof initial === 'string' && Object.hasOwn(states, initial) ? [] : [`begins in a state that is not there; 'initial' names one of its states`];
}

function checkNames(config: Written): readonly string[] {
  const { states } = config;
  if (states === undefined) return [];
  if (!isRecord(states)) return ["has 'states' that are not an object"];
  return Object.keys(states).filter((name) => !isStateName(name)).map((name) => `has a state named ${JSON.stringify(name.slice(0, 100))}; a name has no '.', '#' or control character, and is none of JavaScript's own such as 'constructor'`);
}

const isStateName = (name: string): boolean => name.trim() !== '' && name.length <= defaultLimits.keyLength && !/[.#\p{Cc}]/u.test(name) && !(name in {});

function checkLive(config: Written): readonly string[] {
  return config['route'] === undefined ? [] : ["has a 'route'; an event from outside could move the journey anywhere. Name an event in 'on'"];
}
