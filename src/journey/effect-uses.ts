import type { AnyJourney } from './journey.js';
import { actionPlaces, allStates, namedAction } from './walk-machine.js';

/** What a journey asks of its host, so that wiring can be checked before the first customer. */
export interface EffectUses {
  readonly templates: readonly string[];
  /** channels it sends on, by the host's names; every declared one where it sends on the best */
  readonly channels: readonly string[];
  /** which text it sends on which channel that it names; not those for the best channel */
  readonly textsOn: readonly { readonly channel: string; readonly template: string }[];
  readonly usesHandoff: boolean;
  /** it sends messages that may wait for the customer's best hour */
  readonly choosesTimes: boolean;
  /** it asks which channel to help on, among these where it names any */
  readonly steers: boolean;
  readonly steersAmong: readonly string[];
  /** the intents it names when it asks */
  readonly steersFor: readonly string[];
  /** the CRM's effects that it names */
  readonly crmEffects: readonly string[];
  /** those of them by which it hands facts over */
  readonly crmFactsBy: readonly string[];
  readonly startsJourneys: readonly string[];
  readonly metrics: readonly string[];
}

/** Reads which effects a journey names, on entry, on exit and on transitions. What `enqueueActions` names is a function's secret and not seen. */
export function effectUses(journey: AnyJourney): EffectUses {
  const used = allStates(journey).flatMap(actionPlaces).flatMap(({ action }) => namedAction(action) ?? []);
  const sends = used.filter(({ name }) => name === 'send').map(({ params }) => params);
  const toCrm = used.filter(({ name }) => name.startsWith('crm.'));
  const declared = Object.keys(journey.journey.declaration.channels);
  return {
    templates: distinct(sends.flatMap((params) => textsIn(params, 'template'))),
    channels: distinct(sends.flatMap((params) => channelsOf(params, declared))),
    textsOn: sends.flatMap((params) => textsIn(params, 'template').flatMap((template) => textsIn(params, 'channel').filter((channel) => channel !== 'best').map((channel) => ({ channel, template })))),
    steers: used.some(({ name }) => name === 'steer'),
    steersAmong: distinct(used.filter(({ name }) => name === 'steer').flatMap(({ params }) => textsIn(params, 'among'))),
    steersFor: distinct(used.filter(({ name }) => name === 'steer').flatMap(({ params }) => textsIn(params, 'intent'))),
    usesHandoff: used.some(({ name }) => name === 'handoff'),
    choosesTimes: sends.some((params) => textsIn(params, 'when').includes('best')),
    crmEffects: distinct(toCrm.map(({ name }) => name)),
    crmFactsBy: distinct(toCrm.filter(({ params }) => textsIn(params, 'facts').length > 0).map(({ name }) => name)),
    startsJourneys: distinct(used.filter(({ name }) => name === 'startJourney').flatMap(({ params }) => textsIn(params, 'journey'))),
    metrics: distinct(used.filter(({ name }) => name === 'record').flatMap(({ params }) => textsIn(params, 'metric'))),
  };
}

function channelsOf(params: unknown, declared: readonly string[]): readonly string[] {
  if (!textsIn(params, 'channel').includes('best')) return textsIn(params, 'channel');
  const among = textsIn(params, 'among');
  const not = textsIn(params, 'not');
  return (among.length > 0 ? among : declared).filter((name) => !not.includes(name));
}

/** a text, or the texts of a list, under a key of params that are data */
function textsIn(params: unknown, key: string): readonly string[] {
  if (typeof params !== 'object' || params === null) return [];
  return [Object.entries(params).find(([name]) => name === key)?.[1]].flat().filter((text) => typeof text === 'string');
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];
