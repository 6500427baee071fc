import type { AnyStateNode } from 'xstate';
import { asFunction } from './checked-guard.js';
import { checkedCall, definitionFault, type FaultLog } from './definition-fault.js';
import { withChange, type Resolve } from './xstate-action.js';

/** What stands for an activity at work: XState asks a child only for its id when it stops it. */
export interface ActivityStub { readonly id: string; readonly src: string }

/** What a state does as it is entered and left, in place of its invokes. */
export interface Invoking { readonly ids: readonly string[]; readonly begin: readonly unknown[]; readonly end: readonly unknown[] }

/** Turns the invokes of a state into actions that note an activity and make no actor, which XState would do at each entry. */
export function invoking(faults: FaultLog, { id: path, invoke }: AnyStateNode): Invoking {
  const activities = invoke.map(({ id, src, input }) => {
    if (typeof src !== 'string' || src.startsWith('xstate.invoke.')) {
      throw definitionFault({ path, part: 'input' }, 'belongs to an invoke without a name; invoke an activity by its name');
    }
    const ask: unknown = typeof input === 'function' ? checkedCall(faults, { path, part: 'input' }, asFunction(input)) : () => input;
    return { id, src, ask: ask as Ask };
  });
  return {
    ids: activities.map(({ id }) => id),
    begin: activities.map(({ id, src, ask }) => action('xstate.spawnChild', begin({ id, src }, ask))),
    end: activities.map(({ id }) => action('xstate.stopChild', end(id))),
  };
}

type Ask = (args: object) => unknown;

const action = (type: string, resolve: Resolve): unknown => Object.assign(() => undefined, { type, resolve });

function begin(stub: ActivityStub, ask: Ask): Resolve {
  return (scope, snapshot, args) => {
    const input = ask({ context: snapshot.context, event: args.event, self: args.self });
    scope.actionExecutor({ type: 'xstate.spawnChild', info: args, params: { ...stub, input }, exec: undefined });
    return [withChange(snapshot, { children: { ...snapshot.children, [stub.id]: stub } }), undefined, undefined];
  };
}

/** An activity that has answered is no child any more, and nothing is ended. As a journey ends XState runs all exit actions and stops its children itself, later. */
function end(id: string): Resolve {
  return (scope, snapshot, args) => {
    if (snapshot.status === 'done') return [snapshot, undefined, undefined];
    const { [id]: stub, ...children } = snapshot.children as Readonly<Record<string, ActivityStub>>;
    scope.actionExecutor({ type: 'xstate.stopChild', info: args, params: stub, exec: undefined });
    return [stub === undefined ? snapshot : withChange(snapshot, { children }), undefined, undefined];
  };
}
