import { JourneyError } from '../../errors/index.js';
import { defaultLimits } from '../../model/limits.js';
import type { AnyJourney } from '../../journey/journey.js';
import { unknownIn } from '../../model/refuse-unknown.js';
import { checkLocale } from '../../model/time-zone.js';
import { defaultTiming, type OrchestratorOptions } from './orchestrator-options.js';

type Fields = { readonly [name: string]: unknown };

/** Refuses what the compiler would not have let through, before anything is made of it: InvalidOptions with a sentence for each option at fault, and never what it holds. */
export function checkOptions(options: unknown): void {
  const missing = isObject(options) ? faultsOf(options) : ["'createOrchestrator' takes an object of options."];
  if (missing.length > 0) throw new JourneyError('InvalidOptions', missing.join(' '), { missing });
}

/** a misspelt one would be passed over, and with it what it was to forbid */
const known = Object.keys({
  journeys: 1, store: 1, channels: 1, activities: 1, texts: 1, experiments: 1, calendars: 1, roles: 1, handoffRole: 1, crm: 1, contact: 1, handoff: 1, channelChoice: 1, intent: 1, understand: 1, clock: 1, threading: 1, tenants: 1, locale: 1, limits: 1, timing: 1,
} satisfies { readonly [K in keyof OrchestratorOptions<readonly AnyJourney[]>]-?: 1 });

function faultsOf(options: Fields): readonly string[] {
  return [
    ...unknownIn(options, known).map((name) => `'${name}' is no option; known are ${known.join(', ')}.`),
    ...unless(isListOf(options['journeys'], isJourney), "'journeys' is a list of journeys, each as the createMachine of its setup gave it."),
    ...unless(isStore(options['store']), "'store' is a store, such as createMemoryStore gives."),
    ...unless(isMapOf(options['channels'], isAdapter), "'channels' gives an adapter for each name."),
    ...unless(isMapOf(options['activities'], isFunction), "'activities' gives a function for each name."),
    ...unless(isMapOf(options['texts'], (text) => isFunction(text) || typeof text === 'string' || isObject(text)), "'texts' gives a text or a function for each name, or one for each language."),
    ...unless(isAbsentOr(options['experiments'], (experiments) => isListOf(experiments, (one) => isObject(one) && typeof one['id'] === 'string' && Array.isArray(one['arms']))), "'experiments' is a list of experiments, each as defineExperiment gave it."),
    ...unless(isMapOf(options['calendars'], (calendar) => isObject(calendar) && isFunction(calendar['openOn'])), "'calendars' gives for each name what defineCalendar gives."),
    ...unless(isMapOf(options['roles'], isObject), "'roles' gives for each role what it sees."),
    ...unless(isAbsentOr(options['crm'], isAdapter), "'crm' is an adapter."),
    ...unless(isAbsentOr(options['contact'], isContactRules), "'contact' is what createContactRules gives."),
    ...unless(isAbsentOr(options['handoff'], isFunction), "'handoff' is a function."),
    ...unless(isAbsentOr(options['channelChoice'], isChoiceWiring), "'channelChoice' has a table, as defineChannelChoice gives it, and may have a function 'conditions' and freshMs of 0 or more."),
    ...unless(isAbsentOr(options['intent'], isIntentWiring), "'intent' has a table, as defineIntents gives it, and may have a classifier and a function 'happened'."),
    ...unless(isAbsentOr(options['understand'], isFunction), "'understand' is a function."),
    ...unless(isAbsentOr(options['clock'], (clock) => isObject(clock) && ['now', 'after', 'soon'].every((name) => isFunction(clock[name]))), "'clock' has now, after and soon."),
    ...unless(isAbsentOr(options['threading'], isObject), "'threading' is an object with windowMs."),
    ...unless(isAbsentOr(options['tenants'], (tenants) => tenants === 'one' || tenants === 'several'), "'tenants' is 'one' or 'several'."),
    ...unless(isAbsentOr(options['locale'], isLocale), "'locale' is a language tag such as de or ja-JP."),
    ...numberFaults('limits', options['limits'], { known: defaultLimits, least: 0 }),
    ...numberFaults('timing', options['timing'], { known: defaultTiming, least: Number.MIN_VALUE }),
  ];
}

const unless = (fine: boolean, sentence: string): readonly string[] => (fine ? [] : [sentence]);

/** A limit that is no number would let everything through, and one under another name limits nothing. */
function numberFaults(option: string, given: unknown, { known, least }: { readonly known: object; readonly least: number }): readonly string[] {
  if (given === undefined) return [];
  if (!isObject(given)) return [`'${option}' is an object of numbers.`];
  return Object.entries(given).flatMap(([name, value]) => {
    if (!Object.hasOwn(known, name)) return [`'${option}' names something that is not one of them: ${Object.keys(known).join(', ')}.`];
    return unless(typeof value === 'number' && Number.isFinite(value) && value >= least, `${option}.${name} must be a number ${least === 0 ? 'of 0 or more' : 'above 0'}.`);
  });
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isAbsentOr = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
const isListOf = (value: unknown, is: (value: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
const isMapOf = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || (isObject(value) && Object.values(value).every(is));
const isJourney = (value: unknown): boolean => isObject(value) && isObject(value['journey']) && isObject(value['journey']['declaration']);
const isAdapter = (value: unknown): boolean => isObject(value) && isObject(value['capabilities']);
const isChoiceWiring = (value: unknown): boolean => isObject(value) && isObject(value['table']) && isFunction(value['table']['choose']) && isAbsentOr(value['conditions'], isFunction) && isAbsentOr(value['freshMs'], (ms) => typeof ms === 'number' && ms >= 0);
const isIntentWiring = (value: unknown): boolean => isObject(value) && isObject(value['table']) && isFunction(value['table']['weigh']) && isAbsentOr(value['happened'], isFunction) && isAbsentOr(value['classifier'], (one) => isObject(one) && isFunction(one['classify']) && Array.isArray(one['intents']));
const isContactRules = (value: unknown): boolean => isObject(value) && Array.isArray(value['channels']) && ['decide', 'counts', 'reserve', 'prune'].every((name) => isFunction(value[name]));
const isStore = (value: unknown): boolean => isObject(value) && isObject(value['info']) && ['open', 'now', 'load', 'resolve', 'commit', 'claim', 'history', 'scan', 'rows', 'counters', 'list', 'trim', 'erase', 'close'].every((name) => isFunction(value[name]));

function isLocale(value: unknown): boolean {
  try {
    if (typeof value === 'string') checkLocale(value, 'locale');
    return typeof value === 'string';
  } catch {
    return false;
  }
}
