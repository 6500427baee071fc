import { and, assign, not, or, setup, stateIn, type AnyActorLogic, type AnyStateMachine } from 'xstate';
import type { Choices } from './choices.js';
import { randomActions, type Facts } from './random-actions.js';
import { allNodes, isReal, randomTree, type TreeNode } from './random-tree.js';

/** What a live actor runs behind the names of a random machine. */
export interface Performed { act(name: string, params: unknown): void; readonly activity: AnyActorLogic }

/** Microsteps that no event of such a machine needs unless it runs in circles, as one in four does in the end. */
const endless = 60;

type Config = Record<string, unknown>;
interface Making { readonly choices: Choices; readonly nodes: readonly TreeNode[] }
type Args = { context: Facts };

/** A random machine over events `e.0` to `e.3`, raised events `r.0` to `r.2` and activities `look` and `work`; `bind` says what a live one performs. */
export function randomMachine(choices: Choices): (performed: Performed) => AnyStateMachine {
  const tree = randomTree(choices);
  const making = { choices, nodes: allNodes(tree) };
  const config = { ...decorate(making, tree), id: 'm', context: ({ input }: { input: Facts }) => ({ n: input.n, m: 0 }), options: { maxIterations: endless } };
  if (choices.chance(80)) Object.assign(config, { output: ({ context }: Args) => ({ ended: context.n }) });
  return (performed) => bind(config, performed);
}

function bind(config: Config, { act, activity }: Performed): AnyStateMachine {
  const custom = (name: string) => (_: unknown, params: unknown) => act(name, params);
  const named = { note: custom('note'), mark: custom('mark'), plain: custom('plain'), queued: custom('queued') };
  return setup({
    actions: { ...named, count: assign({ n: ({ context }: Args) => (context.n + 1) % 5 } as never) },
    guards: { odd: (({ context }: Args) => context.n % 2 === 1) as never, at: (({ context }: Args, params: { n: number }) => context.n === params.n) as never },
    delays: { quick: 10, slow: (({ context }: Args) => 30 + context.m) as never, ages: 3_000_000_000 },
    actors: { look: activity, work: activity } as never,
  }).createMachine(config as never) as unknown as AnyStateMachine;
}

function decorate(making: Making, node: TreeNode): Config {
  const { choices } = making;
  if (!isReal(node)) return history(making, node);
  const actions = { entry: randomActions(choices, `${node.id}+`, 2), exit: randomActions(choices, `${node.id}-`, 1), tags: [node.key] };
  if (node.type === 'final') return { ...actions, type: 'final', ...(choices.chance(60) && { output: ({ context }: Args) => ({ n: context.n }) }) };
  return { ...actions, ...inner(making, node), on: transitions(making, node), ...after(making, node), ...always(making, node), ...invoke(making, node) };
}

function inner(making: Making, node: TreeNode): Config {
  if (node.type === 'atomic') return {};
  const states = Object.fromEntries(node.children.map((child) => [child.key, decorate(making, child)]));
  const onDone = making.choices.chance(60) ? { onDone: transition(making, node, 'done') } : {};
  if (node.type === 'parallel') return { type: 'parallel', states, ...onDone };
  const initial = making.choices.chance(25) ? { target: 's0', actions: randomActions(making.choices, `${node.id}*`, 1) } : 's0';
  return { initial, states, ...onDone };
}

function history({ choices }: Making, node: TreeNode): Config {
  return { type: 'history', history: node.type, ...(choices.chance(30) && { target: 's1' }) };
}

function transitions(making: Making, node: TreeNode): Config {
  const { choices } = making;
  const descriptors = choices.times(1, 3, () => choices.of(['e.0', 'e.1', 'e.2', 'r.0', 'r.1', 'r.2', 'e.*', '*']));
  return Object.fromEntries(descriptors.map((descriptor) => [descriptor, branches(making, node, descriptor)]));
}

function branches(making: Making, node: TreeNode, descriptor: string): unknown {
  if (making.choices.chance(5)) return undefined;
  return making.choices.times(1, 2, (index) => transition(making, node, `${descriptor}.${index}`));
}

function transition(making: Making, node: TreeNode, name: string): Config {
  const { choices } = making;
  const to = choices.chance(80) ? target(making, node) : undefined;
  return {
    ...(to !== undefined && { target: to }),
    ...((choices.chance(20) || backToItself(making, node, to)) && { reenter: true }),
    ...(choices.chance(35) && { guard: guard(making) }),
    actions: randomActions(choices, `${node.id}>${name}`, 2),
  };
}

/** A history state may lead back to the source, which XState then enters without leaving it (docs/xstate-differences.md). */
function backToItself({ nodes }: Making, node: TreeNode, to: unknown): boolean {
  const around = nodes.find(({ children }) => children.some((child) => !isReal(child) && to === `#${child.id}`));
  return around !== undefined && `${node.id}.`.startsWith(`${around.id}.`);
}

/** Near states more often than far ones: a child (`.key`), a sibling, the state itself, any state, or one in each of two regions. */
function target({ choices, nodes }: Making, node: TreeNode): string | string[] {
  const kind = choices.number(9);
  const child = node.children[choices.number(Math.max(0, node.children.length - 1))];
  if (kind < 3 && child) return isReal(child) ? `.${child.key}` : `#${child.id}`;
  if (kind === 3 && node.id !== 'm') return `#${node.id}`;
  const remembering = nodes.filter((other) => !isReal(other));
  const [first, ...rest] = remembering;
  if (kind === 4 && first) return `#${choices.of([first, ...rest]).id}`;
  const regions = nodes.find(({ type }) => type === 'parallel')?.children.flatMap((region) => region.children.filter(isReal).slice(-1)) ?? [];
  if ((kind === 5 || kind === 6) && regions.length > 1) return regions.map(({ id }) => `#${id}`);
  const others = nodes.filter(({ id }) => id !== 'm');
  return `#${(others[choices.number(others.length - 1)] ?? node).id}`;
}

function guard({ choices, nodes }: Making): unknown {
  const small = ({ context }: Args): boolean => context.n < 3;
  const n = choices.number(4);
  const somewhere = nodes[choices.number(nodes.length - 1)];
  return choices.of<unknown>(['odd', small, { type: 'at', params: { n } }, { type: 'at', params: ({ context }: Args) => ({ n: context.m % 5 }) },
    not('odd' as never), and(['odd', small] as never), or(['odd', { type: 'at', params: { n } }] as never), stateIn(`#${somewhere?.id ?? 'm'}` as never)]);
}

function after(making: Making, node: TreeNode): Config {
  const { choices } = making;
  if (node.id === 'm' || !choices.chance(35)) return {};
  const delays = choices.times(1, 2, () => choices.of(['10', '20', '2147483655', 'quick', 'slow', 'ages']));
  return { after: Object.fromEntries(delays.map((delay) => [delay, transition(making, node, `after ${String(delay)}`)])) };
}

/** Only to a later sibling, so that it comes to an end. */
function always(making: Making, node: TreeNode): Config {
  const { choices, nodes } = making;
  const siblings = nodes.find(({ children, type }) => type === 'compound' && children.includes(node))?.children ?? [];
  const later = siblings.slice(siblings.indexOf(node) + 1).filter(isReal);
  const to = later[choices.number(Math.max(0, later.length - 1))];
  if (!to || !choices.chance(20)) return {};
  return { always: [{ target: `#${to.id}`, ...(choices.chance(75) && { guard: guard(making) }), actions: randomActions(choices, `${node.id}!`, 1) }] };
}

function invoke(making: Making, node: TreeNode): Config {
  const { choices } = making;
  if (!choices.chance(25)) return {};
  const named = node.id === 'm.s0' ? { id: 'named' } : {};
  return {
    invoke: choices.times(1, 2, (index) => ({
      src: choices.of(['look', 'work']),
      ...(index === 0 && named),
      ...(choices.chance(70) && { input: ({ context }: Args) => ({ n: context.n, where: node.id }) }),
      ...(choices.chance(80) && { onDone: transition(making, node, 'answered') }),
      ...(choices.chance(70) && { onError: transition(making, node, 'failed') }),
    })),
  };
}

