import type { AnyStateNode } from 'xstate';
import { activeStates } from './active-states.js';
import type { AnyJourney } from './journey.js';
import type { StoredValue } from './step/step-contract.js';
import { lineage, waysOf } from './walk-machine.js';

/** Where a run is, for people: `explain` and `briefing` tell it. */
export interface StateDescription {
  /** the descriptions of the active states, or their names where an author gave none */
  readonly inWords: string;
  /** the events that would move it on or be noted, and the activities it has asked for */
  readonly waitsFor: readonly string[];
  readonly tags: readonly string[];
}

/** Says where a run is in its author's words; JourneyError `DefinitionFault` where this definition has no such state. */
export function describeState(journey: AnyJourney, value: StoredValue): StateDescription {
  const active = activeStates(journey, value);
  const innermost = active.filter((state) => Object.keys(state.states).length === 0);
  return {
    inWords: distinct(innermost.map(wordsFor)).join('; '),
    waitsFor: distinct([...active.flatMap(eventsHeard), ...active.flatMap(activitiesAsked)]),
    tags: distinct(active.flatMap((state) => state.tags)),
  };
}

function wordsFor(state: AnyStateNode): string {
  const described = lineage(state).find(({ description, path }) => description !== undefined && description !== '' && path.length > 0);
  return described?.description ?? (state.path.length === 0 ? state.id : state.path.join(', '));
}

/** an event that a state forbids, with neither target nor action, is not waited for */
const eventsHeard = (state: AnyStateNode): readonly string[] =>
  waysOf(state).filter((way) => way.event !== '' && !way.event.startsWith('xstate.') && (way.targets.length > 0 || way.actions.length > 0)).map((way) => way.event);

const activitiesAsked = (state: AnyStateNode): readonly string[] => state.invoke.map(({ src }) => String(src));

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];
