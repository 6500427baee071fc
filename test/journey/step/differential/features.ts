import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { Step } from '../../../../src/journey/step/step-contract.js';

/** What a run must have met at least now and then, or the comparison says little. */
export const featureNames = [
  'hierarchy', 'parallel regions', 'shallow history', 'deep history', 'after', 'two delays at one time', 'a delay beyond 24.8 days',
  'invoke answered', 'invoke failed', 'activity cancelled', 'raise', 'delayed raise with an id', 'delayed raise without an id', 'cancel',
  'always', 'emit', 'enqueueActions', 'guard', 'assign', 'entry', 'exit', 'final state', 'output', 're-entry', 'wildcard', 'target inside',
  'several targets', 'forbidden transition', 'regions out of order', 'kept as text',
] as const;
export type FeatureName = (typeof featureNames)[number];

interface MicrostepSeen { readonly event: { readonly type: string }; readonly _transitions: readonly AnyTransitionDefinition[] }

/** Notes which features a run really used. */
export interface Features {
  readonly seen: ReadonlySet<FeatureName>;
  note(name: FeatureName): void;
  sawMicrostep(microstep: object): void;
  sawTimer(id: string, type: string): void;
  sawStep(step: Step): void;
}

export function createFeatures(): Features {
  const seen = new Set<FeatureName>();
  const note = (name: FeatureName, when = true): void => { if (when) seen.add(name); };
  return {
    seen,
    note,
    sawMicrostep: (microstep) => {
      const { event, _transitions: transitions } = microstep as MicrostepSeen;
      for (const transition of transitions) sawTransition(note, event.type, transition);
    },
    sawTimer: (id, type) => {
      note('after', type.startsWith('xstate.after.'));
      note('delayed raise with an id', id.startsWith('d.'));
      note('delayed raise without an id', id.startsWith('throughline.delay.'));
    },
    sawStep: (step) => sawStep(note, step),
  };
}

type Note = (name: FeatureName, when?: boolean) => void;

function sawTransition(note: Note, event: string, { target = [], source, guard, reenter, eventType, actions }: AnyTransitionDefinition): void {
  const targets: readonly AnyStateNode[] = target ?? [];
  note('shallow history', targets.some(({ history }) => history === 'shallow'));
  note('deep history', targets.some(({ history }) => history === 'deep'));
  note('invoke answered', event.startsWith('xstate.done.actor.'));
  note('invoke failed', event.startsWith('xstate.error.actor.'));
  note('raise', event.startsWith('r.'));
  note('always', eventType === '');
  note('guard', guard !== undefined);
  note('final state', event.startsWith('xstate.done.state.'));
  note('re-entry', reenter && targets.length > 0);
  note('wildcard', eventType.includes('*'));
  note('target inside', !reenter && targets.some((state) => state.parent === source));
  note('several targets', targets.length > 1);
  note('forbidden transition', targets.length === 0 && actions.length === 0 && !reenter);
}

function sawStep(note: Note, { snapshot, effects }: Step): void {
  const sets = effects.flatMap((effect) => effect.type === 'timer.set' ? [effect.delayMs] : []);
  const places = effects.flatMap((effect) => effect.type === 'action' ? [placeOf(effect.params)] : []);
  note('two delays at one time', new Set(sets).size < sets.length);
  note('a delay beyond 24.8 days', sets.some((delay) => delay > 2 ** 31));
  note('activity cancelled', effects.some(({ type }) => type === 'activity.cancel'));
  note('cancel', effects.some((effect) => effect.type === 'timer.cancel' && effect.id.startsWith('d.')));
  note('emit', effects.some(({ type }) => type === 'emit'));
  note('enqueueActions', effects.some((effect) => effect.type === 'action' && effect.name === 'queued'));
  note('assign', snapshot.context['n'] !== 0);
  note('entry', places.some((place) => place.includes('+')));
  note('exit', places.some((place) => place.includes('-')));
  note('output', snapshot.output !== undefined);
  note('regions out of order', snapshot.order !== undefined);
  note('hierarchy', typeof snapshot.value === 'object');
  note('parallel regions', hasRegions(snapshot.value));
}

function placeOf(params: unknown): string {
  return typeof params === 'object' && params !== null && 'where' in params ? String(params.where) : '';
}

function hasRegions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Object.keys(value).length > 1 || Object.values(value).some(hasRegions));
}
