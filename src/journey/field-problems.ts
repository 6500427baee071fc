import type { Problem } from './problem.js';

/**
 * Says of each field of literal data whether it fits what is expected. The expected type itself would meet the literal and become
 * `never`, which tells its reader nothing.
 */
export type FieldProblems<Given, Expected, Name extends string> =
  & { [K in keyof Given]: K extends keyof Expected ? (Given[K] extends Expected[K] ? unknown : Problem<Misfit<Given[K], K & string, Name>>) : Problem<`'${Name}' has no '${K & string}'`> }
  & { [K in keyof Expected as K extends keyof Given ? never : undefined extends Expected[K] ? never : K]: Expected[K] };

type Misfit<Value, Key extends string, Name extends string> = Value extends string | number | boolean ? `'${Value}' does not fit '${Key}' of '${Name}'` : `this does not fit '${Key}' of '${Name}'`;
