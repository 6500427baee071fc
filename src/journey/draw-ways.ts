import type { AnyStateNode } from 'xstate';
import { aliasOf, plainWords, wayInWords } from './label-words.js';
import { allStates, childrenOf, lineage, waysOf, type Way } from './walk-machine.js';

/**
 * The arrows that belong inside one state's box. Mermaid draws none between states of different boxes, so an arrow joins the two
 * outermost boxes it leaves and enters, and says in words which inner states are meant.
 */
export function drawWays(box: AnyStateNode): readonly string[] {
  return statesWithin(box).flatMap((state) => waysOf(state).flatMap((way) => arrowsOf(way, box)));
}

const statesWithin = (box: AnyStateNode): readonly AnyStateNode[] => allStates(box.machine).filter((state) => lineage(state).includes(box));

function arrowsOf(way: Way, box: AnyStateNode): readonly string[] {
  const label = wayInWords(way);
  if (way.targets.length === 0) return way.from === box || way.from.parent !== box || !isTold(way) ? [] : [`${aliasOf(way.from)} --> ${aliasOf(way.from)} : ${label}`];
  return way.targets.filter((target) => boxOf(way.from, target) === box).map((target) => arrow(way.from, target, box, label));
}

/** an event that a state only forbids leads nowhere */
const isTold = (way: Way): boolean => way.actions.length > 0 || way.reenter;

function arrow(from: AnyStateNode, to: AnyStateNode, box: AnyStateNode, label: string): string {
  const start = childToward(from, box);
  const end = childToward(to, box);
  const inner = [...(start === from ? [] : [`from ${plainWords(from.key)}`]), ...(end === to ? [] : [`to ${plainWords(to.key)}`])];
  // an arrow from a box to its own inside cannot be drawn: it begins in the open, and says that it holds everywhere inside
  const words = from === box ? [`(from anywhere here${end === to ? '' : `, to ${plainWords(to.key)}`})`] : to === box ? ['(begins again)'] : inner.length === 0 ? [] : [`(${inner.join(', ')})`];
  return `${from === box ? '[*]' : aliasOf(start)} --> ${aliasOf(to === box ? firstOf(box) : end)} : ${[label, ...words].join(' ')}`;
}

const firstOf = (box: AnyStateNode): AnyStateNode => box.initial.target[0] ?? childrenOf(box)[0] ?? box;

/** the innermost box that holds both ends; a state that leads to one of its own children holds the arrow itself */
function boxOf(from: AnyStateNode, to: AnyStateNode): AnyStateNode {
  const around = new Set(from === to ? lineage(to).slice(1) : lineage(to));
  const shared = lineage(from).find((state) => around.has(state)) ?? from.machine.root;
  return shared === to && shared.parent !== undefined ? shared.parent : shared;
}

function childToward(state: AnyStateNode, box: AnyStateNode): AnyStateNode {
  return lineage(state).find(({ parent }) => parent === box) ?? state;
}
