import type { Choices } from './choices.js';

/** A state of a random machine before it gets transitions and actions. */
export interface TreeNode {
  readonly key: string;
  readonly id: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'shallow' | 'deep';
  readonly children: readonly TreeNode[];
}

/** A random hierarchy of states, at most four levels, with regions, history and final states. */
export function randomTree(choices: Choices): TreeNode {
  return compoundOrParallel(choices, 'm', 'm', 0, choices.chance(35));
}

export const allNodes = (node: TreeNode): readonly TreeNode[] => [node, ...node.children.flatMap(allNodes)];

export const isReal = (node: TreeNode): boolean => node.type !== 'shallow' && node.type !== 'deep';

function randomNode(choices: Choices, key: string, parent: string, depth: number): TreeNode {
  const id = `${parent}.${key}`;
  if (depth >= 3 || !choices.chance(depth === 1 ? 55 : 35)) return { key, id, type: 'atomic', children: [] };
  return compoundOrParallel(choices, key, id, depth, choices.chance(30));
}

function compoundOrParallel(choices: Choices, key: string, id: string, depth: number, parallel: boolean): TreeNode {
  const states = choices.times(2, parallel ? 3 : 4, (index) => randomNode(choices, `s${index}`, id, depth + 1));
  const history = choices.chance(40) ? [leaf(id, 'h', choices.of(['shallow', 'deep']))] : [];
  const final = !parallel && choices.chance(depth === 0 ? 60 : 45) ? [leaf(id, 'end', 'final')] : [];
  return { key, id, type: parallel ? 'parallel' : 'compound', children: [...states, ...history, ...final] };
}

const leaf = (parent: string, key: string, type: TreeNode['type']): TreeNode => ({ key, id: `${parent}.${key}`, type, children: [] });
