import { z as schema } from 'zod';
import { readConfig } from '../../model/read-config.js';
import type { Tally } from '../fold/tally.js';
import type { FigureParts } from './figure.js';
import { shareFigure } from './share-figure.js';

/**
 * Which service level is meant (care-rules 3.8); the counts are the same, so it may be changed afterwards. `answered-in-time`: those answered within
 * `answerWithinMs`, of those answered and, as it says, of those who gave up and those who went elsewhere. To leave out all who gave up leaves out the
 * short ones too. `removed-in-time`: those answered, given up or to be called back within it, of all who were queued and have left.
 */
export type ServiceLevel =
  | { readonly variant: 'answered-in-time'; readonly abandons: 'all' | 'without-short' | 'none'; readonly flowOuts: boolean }
  | { readonly variant: 'removed-in-time' };

const levelSchema = schema.discriminatedUnion('variant', [
  schema.strictObject({ variant: schema.literal('answered-in-time'), abandons: schema.enum(['all', 'without-short', 'none']), flowOuts: schema.boolean() }),
  schema.strictObject({ variant: schema.literal('removed-in-time') }),
]);

const zSchema = schema.number().min(0);

/** The service level of what was counted under `queue`; who still waits is pending. `z` is how sure its interval is, 1.96 for 95 %. InvalidOptions. */
export function serviceLevelOf(queue: Tally, level: ServiceLevel, z: number): FigureParts {
  readConfig<unknown>(levelSchema, level, 'level');
  readConfig(zSchema, z, 'z');
  const of = (counter: string): number => queue.get(counter) ?? 0;
  const pending = of('waiting');
  if (level.variant === 'removed-in-time') {
    return shareFigure({ hits: of('answered-in-time') + of('abandoned-in-time') + of('called-back-in-time'), n: of('queued') - of('waiting'), z, pending });
  }
  const short = of('abandoned-short-in-time') + of('abandoned-short-late');
  const gaveUp = { all: of('abandoned'), 'without-short': of('abandoned') - short, none: 0 }[level.abandons];
  return shareFigure({ hits: of('answered-in-time'), n: of('answered') + gaveUp + (level.flowOuts ? of('flowed-out') : 0), z, pending });
}

/** Those who gave up, of all who were offered: answered, given up, called back or gone elsewhere. */
export function abandonRateOf(queue: Tally, z: number): FigureParts {
  const of = (counter: string): number => queue.get(counter) ?? 0;
  return shareFigure({ hits: of('abandoned'), n: of('queued') - of('waiting'), z, pending: of('waiting') });
}
