import { JourneyError } from '../../errors/index.js';
import { isThenable, letEnd } from '../../model/thenable.js';

/** Where in a definition something is written: a state id, or the name of a guard, action or delay. */
export interface Place {
  readonly path: string;
  readonly part: 'context' | 'guard' | 'action' | 'params' | 'delay' | 'input' | 'output';
}

/** The first fault of a step; kept because XState wraps what a guard throws in an error of its own. */
export interface FaultLog { first: JourneyError | undefined }

/** What a definition did against the rules of a step; the cause is kept, its text is not repeated. */
export function definitionFault(place: Place, what: string, cause?: unknown): JourneyError {
  return new JourneyError('DefinitionFault', `${capital(place.part)} of '${place.path}' ${what}.`, { path: place.path, part: place.part }, cause);
}

/** Runs a function of the definition so that whatever it throws, and a Promise it returns, is a fault that names its place. */
export function checkedCall<A extends readonly unknown[], R>(faults: FaultLog, place: Place, run: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      const result = run(...args);
      if (isThenable(result)) throw refusedPromise(place, result);
      return result;
    } catch (error) {
      const fault = JourneyError.is(error) ? error : definitionFault(place, 'threw an error; see its cause', error);
      faults.first ??= fault;
      throw fault;
    }
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function refusedPromise(place: Place, promise: PromiseLike<unknown>): JourneyError {
  letEnd(promise);
  return definitionFault(place, 'returned a Promise; a step is decided at once, so make it an activity');
}
