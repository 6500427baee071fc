import { JourneyError } from '../../errors/index.js';
import type { AttemptParams, PromiseParams } from '../../model/effect.js';
import type { Applying } from './applying.js';
import type { InstanceState } from './instance-state.js';
import type { Turn } from '../turn.js';

/** promises and attempts a customer's state holds */
const remembered = 50;
/** UTF-16 units of one promise or attempt */
const longest = 1_000;

/** Notes what was promised; it stands in every briefing until it is kept. */
export function makePromise(turn: Turn, { instance }: Applying, { name, words, inMs }: PromiseParams): InstanceState {
  checkWords(words, 'promise');
  const others = (turn.state.promises ?? []).filter((promise) => promise.name !== name || promise.instance !== instance.id);
  const promises = [...others, { name, words, at: turn.now, instance: instance.id, ...(inMs !== undefined && { until: turn.now + inMs }) }];
  turn.state = { ...turn.state, promises: withoutOldest(promises, promises.find((promise) => promise.keptAt !== undefined)) };
  return instance;
}

/** Marks a promise of this journey as kept. */
export function keepPromise(turn: Turn, { instance }: Applying, { name }: { readonly name: string }): InstanceState {
  turn.state = { ...turn.state, promises: (turn.state.promises ?? []).map((promise) => (promise.name === name && promise.instance === instance.id && promise.keptAt === undefined ? { ...promise, keptAt: turn.now } : promise)) };
  return instance;
}

/** Notes what was tried, so that nobody tries it a second time. */
export function noteAttempt(turn: Turn, { instance }: Applying, { words, outcome, article }: AttemptParams): InstanceState {
  checkWords(words, 'attempt');
  turn.state = { ...turn.state, attempts: withoutOldest([...(turn.state.attempts ?? []), { words, at: turn.now, instance: instance.id, ...(outcome !== undefined && { outcome }), ...(article !== undefined && { article }) }]) };
  return instance;
}

/** Params that are functions are known only now. */
function checkWords(words: unknown, effect: string): void {
  if (typeof words !== 'string' || words === '') throw new JourneyError('DefinitionFault', `'${effect}' was given no words`, { effect });
  if (words.length > longest) throw new JourneyError('TooLarge', `the words of '${effect}' are longer than ${longest}`, { effect, limit: longest });
}

/** One beyond what is remembered leaves: the one named, else the oldest. */
const withoutOldest = <T>(items: readonly T[], first: T | undefined = items[0]): readonly T[] => (items.length > remembered ? items.filter((item) => item !== first) : items);
