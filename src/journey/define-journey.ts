import type { AnyStateMachine } from 'xstate';
import type { ActivityMap } from '../model/activity.js';
import type { JourneyDeclaration } from '../model/declaration.js';
import type { ChannelNeeds } from '../model/effect.js';
import type { FactMap, FactsOf } from '../model/fact.js';
import type { EventData, EventSchemas } from '../model/journey-event.js';
import { adoptMachine, buildJourney, type OwnWords } from './build-journey.js';
import type { ActivityTypes, Journey } from './journey.js';
import type { JourneySetup } from './journey-setup.js';
import type { DeclaredWords } from './journey-words.js';

/** The two ways on from a declaration to a journey. */
export interface JourneyKit<Id extends string, E extends EventSchemas, F extends FactMap, N extends ChannelNeeds, A extends ActivityMap, On extends keyof E & string> {
  /** write the machine as for XState's `setup({...}).createMachine({...})` */
  readonly setup: JourneySetup<DeclaredWords<E, F, N, A, On>, Journey<Id, EventData<E>, FactsOf<F>, N, ActivityTypes<A>>>;
  /**
   * takes a machine that exists already, such as one from a visual editor; its types are not checked, the definition is. Effects
   * and activities of its own are replaced by the library's; throws JourneyError `InvalidDefinition`
   */
  readonly adopt: (machine: AnyStateMachine) => Journey<Id, EventData<E>, FactsOf<F>, N, ActivityTypes<A>>;
}

/**
 * Declares what a journey is about: the events it hears, the facts it keeps and how careful they are, the channels and activities it
 * needs, who enters, what ends it and what success is. Its `setup` then takes a plain XState machine, and what comes out is one.
 *
 * @example
 * {@includeCode ../../examples/getting-started/visit.ts}
 */
export function defineJourney<const Id extends string, E extends EventSchemas, F extends FactMap, const N extends ChannelNeeds, On extends keyof E & string, A extends ActivityMap = {}>(
  declaration: JourneyDeclaration<Id, E, F, N, A, On>,
): JourneyKit<Id, E, F, N, A, On> {
  const setup = (own: OwnWords = {}) => ({ createMachine: (config: object) => buildJourney(declaration, own, config) });
  const adopt = (machine: AnyStateMachine) => adoptMachine(declaration, machine);
  // the kit's types follow from the declaration's; the machine behind them is XState's
  return { setup, adopt } as unknown as JourneyKit<Id, E, F, N, A, On>;
}
