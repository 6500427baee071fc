import { createActor, type ActorLogic, type AnyActor, type AnyStateNode, type AnyStateMachine } from 'xstate';
import type { Features } from './features.js';
import type { Performed } from './random-machine.js';
import type { RunView, Side } from './run-view.js';
import { createManualClock, type ManualClock } from './manual-clock.js';

interface Log { said: unknown[]; acts: unknown[]; emitted: unknown[]; activities: unknown[]; begunTwice: boolean }

/** Runs a machine as a live XState actor that performs its effects, on a clock that is moved by hand. */
export function createLiveSide(makeMachine: (performed: Performed) => AnyStateMachine, input: object, now: { at: number }, features: Features): Side {
  const log: Log = { said: [], acts: [], emitted: [], activities: [], begunTwice: false };
  const clock = createManualClock(now);
  const atWork = new Set<string>();
  const machine = makeMachine({ act: (name, params) => log.acts.push([name, params]), activity: recordingActivity(log, atWork) });
  const actor = createActor(machine, { input, clock: clock as never, logger: () => undefined, inspect: (event) => {
    if (event.type === '@xstate.action') say(log, event.action);
    if (event.type === '@xstate.microstep') features.sawMicrostep(event);
  } });
  actor.on('*', (event: unknown) => log.emitted.push(event));
  actor.subscribe({ error: () => undefined });
  actor.start();
  return {
    send: (event) => actor.send(event),
    finish: (id, output) => tell(actor, id, { type: 'finish', output }),
    fail: (id, error) => tell(actor, id, { type: 'break', error }),
    fireNext: () => clock.fireNext(),
    view: () => viewOf(actor, log, atWork, clock),
  };
}

function say(log: Log, { type, params }: { type: string; params?: unknown }): void {
  if (type === 'xstate.emit') log.said.push(['emit', (params as { event: unknown }).event]);
  else if (!type.startsWith('xstate.')) log.said.push([type, params]);
}

function tell(actor: AnyActor, id: string, event: { readonly type: string; readonly [field: string]: unknown }): void {
  const child = (actor.getSnapshot() as { children: Record<string, AnyActor | undefined> }).children[id];
  if (!child) throw new Error(`the live actor has no child ${id}`);
  child.send(event);
}

/** Actor logic that ends when it is told to, at once. */
function recordingActivity(log: Log, atWork: Set<string>): ActorLogic<any, any, any, any, any> {
  const active = { status: 'active', output: undefined, error: undefined };
  return {
    getInitialSnapshot: (_: unknown, input: unknown) => ({ ...active, input }),
    getPersistedSnapshot: (snapshot: unknown) => snapshot as never,
    start: (snapshot: { input: unknown }, { self }: { self: { id: string } }) => { log.begunTwice ||= atWork.has(self.id); atWork.add(self.id); log.activities.push(['start', self.id, snapshot.input]); },
    transition: (snapshot: object, event: { type: string; output?: unknown; error?: unknown }, { self }: { self: { id: string } }) => {
      atWork.delete(self.id);
      if (event.type === 'finish') return { ...snapshot, status: 'done', output: event.output };
      if (event.type === 'break') return { ...snapshot, status: 'error', error: event.error };
      log.activities.push(['cancel', self.id]);
      return { ...snapshot, status: 'stopped' };
    },
  };
}

function viewOf(actor: AnyActor, log: Log, atWork: Set<string>, clock: ManualClock): RunView {
  const { status, value, context, output, error, children, _nodes } = actor.getSnapshot() as Record<string, unknown> & { status: string; children: object; _nodes?: readonly AnyStateNode[] };
  log.begunTwice ||= [...atWork].some((id) => !Object.hasOwn(children, id));
  const scheduled = Object.values(actor.system.getSnapshot()._scheduledEvents).map(({ event }) => event.type);
  const seen = { ...log };
  Object.assign(log, { said: [], acts: [], emitted: [], activities: [] });
  return { status, value, possible: isPossible(_nodes ?? []), context, output, error, ...seen, atWork: [...atWork].sort(), dues: clock.dues(), delayed: scheduled.sort() };
}

function isPossible(nodes: readonly AnyStateNode[]): boolean {
  return nodes.some(({ parent }) => parent === undefined) && nodes.every((node) => {
    const active = nodes.filter(({ parent }) => parent === node).length;
    const regions = Object.values(node.states).filter(({ type }) => type !== 'history').length;
    return (node.parent === undefined || nodes.includes(node.parent)) && active === (node.type === 'compound' ? 1 : node.type === 'parallel' ? regions : 0);
  });
}
