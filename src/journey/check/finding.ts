import { pathOf } from '../walk-machine.js';

/** What a check of a definition found: refused, or only worth saying. */
export interface Finding {
  readonly severity: 'refuse' | 'warn';
  /** the state, or the part of the declaration, it is about */
  readonly path: string;
  /** what is wrong and what to do, in the author's words */
  readonly sentence: string;
  /** the path as a sentence begins with it: a state's name could be read as a part of the sentence */
  readonly subject: string;
}

/** What a finding is about: a part of the declaration by its path, or a state. */
export type Place = string | StatePlace;
export interface StatePlace { readonly id: string; readonly path: readonly string[] }

export const refuse = (place: Place, sentence: string): Finding => ({ severity: 'refuse', ...named(place), sentence });
export const warn = (place: Place, sentence: string): Finding => ({ severity: 'warn', ...named(place), sentence });

/** A finding as one sentence. */
export const inWords = ({ subject, sentence }: Finding): string => `${subject} ${sentence}`;

const longestPath = 200;

function named(place: Place): Pick<Finding, 'path' | 'subject'> {
  if (typeof place === 'string') return { path: place, subject: place };
  const path = pathOf(place).slice(0, longestPath);
  return { path, subject: place.path.length === 0 ? 'the journey' : `state '${path}'` };
}
