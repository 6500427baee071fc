import type { AnyStateMachine } from 'xstate';
import { startStep, step } from '../../../../src/journey/step/step.js';
import type { Step, StepEffect, StepEvent, StoredSnapshot } from '../../../../src/journey/step/step-contract.js';
import { JourneyError } from '../../../../src/errors/index.js';
import type { Features } from './features.js';
import type { RunView, Side } from './run-view.js';

/** How a snapshot is kept between two events: the object itself, JSON text, or JSON whose keys a database has sorted. */
export type Keeping = 'object' | 'text' | 'sorted';

interface Timer { readonly id: string; readonly due: number; readonly seq: number; readonly event: { readonly type: string } }

/** Runs a machine by the pure step alone, performing its effects against lists. */
export function createPureSide(machine: AnyStateMachine, input: object, now: { at: number }, keeping: Keeping, features: Features): Side {
  let timers: readonly Timer[] = [];
  let seq = 0;
  let effects: readonly StepEffect[] = [];
  let snapshot: StoredSnapshot | undefined;
  let refused: unknown;
  take(() => startStep(machine, input));
  return {
    send: (event) => hear(event),
    finish: (invokeId, output) => hear({ done: { invokeId, output } }),
    fail: (invokeId, error) => hear({ failed: { invokeId, error } }),
    fireNext: () => {
      const [next, ...rest] = timers;
      if (!next) throw new Error('no timer is pending');
      timers = rest;
      now.at = next.due;
      features.sawTimer(next.id, next.event.type);
      hear({ timer: { id: next.id, event: keep(next.event, keeping) } });
    },
    view: () => {
      const seen = effects;
      effects = [];
      return viewOf(snapshot, refused, seen, timers);
    },
  };

  function hear(event: StepEvent): void {
    const before = snapshot;
    if (before) take(() => step(machine, keep(before, keeping), event));
  }

  function take(decide: () => Step): void {
    try {
      const taken = decide();
      snapshot = deepFreeze(taken.snapshot);
      effects = [...effects, ...taken.effects];
      for (const effect of taken.effects) perform(effect);
      if (snapshot.status !== 'active') timers = [];
      features.sawStep(taken);
    } catch (error) {
      if (!JourneyError.is(error)) throw error;
      refused = error;
      timers = [];
    }
  }

  function perform(effect: StepEffect): void {
    if (effect.type === 'timer.cancel') timers = timers.filter(({ id }) => id !== effect.id);
    if (effect.type !== 'timer.set') return;
    const timer = { id: effect.id, due: now.at + effect.delayMs, seq: ++seq, event: effect.event };
    timers = [...timers.filter(({ id }) => id !== effect.id), timer].sort((a, b) => a.due - b.due || a.seq - b.seq);
  }
}

/** As a store would give it back. */
export function keep<T>(value: T, keeping: Keeping): T {
  if (keeping === 'object') return value;
  return JSON.parse(JSON.stringify(value, keeping === 'sorted' ? sortKeys : undefined)) as T;
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function viewOf(snapshot: StoredSnapshot | undefined, refused: unknown, effects: readonly StepEffect[], timers: readonly Timer[]): RunView {
  const acts = effects.flatMap((effect) => effect.type === 'action' ? [[effect.name, effect.params]] : []);
  const emitted = effects.flatMap((effect) => effect.type === 'emit' ? [effect.event] : []);
  return {
    status: refused ? 'error' : snapshot?.status ?? 'error',
    value: snapshot?.value,
    possible: true,
    context: snapshot?.context,
    output: snapshot?.output,
    error: refused,
    said: effects.flatMap((effect) => effect.type === 'action' ? [[effect.name, effect.params]] : effect.type === 'emit' ? [['emit', effect.event]] : []),
    acts,
    emitted,
    activities: effects.flatMap((effect) => effect.type === 'activity.start' ? [['start', effect.invokeId, effect.input]] : effect.type === 'activity.cancel' ? [['cancel', effect.invokeId]] : []),
    atWork: Object.keys(snapshot?.invoked ?? {}).sort(),
    begunTwice: false,
    dues: timers.map(({ due }) => due),
    delayed: timers.map(({ event }) => event.type).sort(),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
