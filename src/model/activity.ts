import type { z } from 'zod';

/** Work outside the journey as a contract: the journey names input and output, the host gives the code to `createOrchestrator`. */
export interface Activity<I, O> {
  readonly kind: 'activity';
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  /** one attempt is aborted after so many milliseconds */
  readonly timeoutMs: number;
  /** how often it is tried before the journey sees `onError` */
  readonly attempts: number;
}
export type ActivityMap = { readonly [name: string]: Activity<any, any> };

/** Declares an activity; 3 attempts where none is said. */
export const activity = <I, O>(contract: { input: z.ZodType<I>; output: z.ZodType<O>; timeoutMs: number; attempts?: number }): Activity<I, O> => ({ kind: 'activity', attempts: 3, ...contract });
