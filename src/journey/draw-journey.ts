import type { AnyStateNode } from 'xstate';
import { drawWays } from './draw-ways.js';
import type { AnyJourney } from './journey.js';
import { aliasOf, effectInWords, plainWords } from './label-words.js';
import { childrenOf } from './walk-machine.js';

/** Draws a journey as a Mermaid state diagram: states with their effects, regions side by side, transitions with event, delay, guard and effects. */
export function drawJourney(journey: AnyJourney): string {
  const { root } = journey;
  const lines = root.type === 'parallel' ? drawState(root) : [...drawInside(root), ...drawWays(root)];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function drawState(state: AnyStateNode): readonly string[] {
  if (Object.keys(state.states).length === 0) return [`state "${labelOf(state)}" as ${aliasOf(state)}`, ...effectsOnEntry(state)];
  const inside = state.type === 'parallel' ? drawRegions(state) : drawInside(state);
  return [`state "${labelOf(state)}" as ${aliasOf(state)} {`, ...inside.map((line) => `  ${line}`), '}'];
}

function drawRegions(state: AnyStateNode): readonly string[] {
  return childrenOf(state).flatMap((region, index) => [...(index === 0 ? [] : ['--']), ...drawState(region)]).concat(drawWays(state));
}

function drawInside(state: AnyStateNode): readonly string[] {
  const first = state.initial.target.map((target) => `[*] --> ${aliasOf(target)}`);
  const last = childrenOf(state).filter((child) => child.type === 'final').map((child) => `${aliasOf(child)} --> [*]`);
  return [...childrenOf(state).flatMap(drawState), ...first, ...(state.parent === undefined ? [] : drawWays(state)), ...last];
}

function labelOf(state: AnyStateNode): string {
  const name = plainWords(state.path.length === 0 ? state.id : state.key) || aliasOf(state);
  return state.type === 'history' ? `${name} (${state.history === 'deep' ? 'back to where it was, deeply' : 'back to where it was'})` : name;
}

const effectsOnEntry = (state: AnyStateNode): readonly string[] =>
  [...state.entry.flatMap((action) => effectInWords(action) ?? []), ...state.invoke.map(({ src }) => `call ${plainWords(String(src))}`)].map((words) => `${aliasOf(state)} : ${words}`);
