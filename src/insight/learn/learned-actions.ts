import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import type { Insight } from '../create-insight.js';
import { cutNames, type Cut, type CutName } from '../figures/cut.js';
import { figureSchema, whereSchema } from '../figures/figures-asked.js';
import { momentSchema } from '../figures/moment-schema.js';
import { measure } from '../figures/measure.js';
import type { FigureName } from '../figures/named-figures.js';

/** What is learned from: which figure says that something succeeded, and of what. */
export interface LearnedFrom {
  /** the moment of judging, epoch milliseconds */
  readonly now: number;
  /** a share; `resolution` where absent */
  readonly figure?: FigureName;
  readonly where?: Cut;
  /** only what began from here on, epoch milliseconds, by days of UTC */
  readonly from?: number;
}
/** How likely something is to succeed, and of how many cases that is known: a `Propensity` of next actions, which weighs young ones by itself. */
export interface Learned { readonly probability: number; readonly evidence: number }

/** What may be learned from, as a host writes it down. */
export const learnedSchema = z.strictObject({ now: momentSchema, figure: figureSchema.exactOptional(), where: whereSchema.exactOptional(), from: momentSchema.exactOptional() });
const actionsSchema = learnedSchema.extend({ by: z.enum(cutNames).exactOptional() });

/**
 * What outcomes say of actions (care-rules 3.14), for the `propensity` of `defineActions`: by the journey that carries the action out, or any other cut.
 * What is too young to be counted is no evidence yet. An action of which nothing is known is not among them. InvalidOptions.
 */
export function learnedActions(insight: Insight, asked: LearnedFrom & { readonly by?: CutName }): ReadonlyMap<string, Learned> {
  readConfig<unknown>(actionsSchema, asked, 'learned');
  const { now, figure = 'resolution', where, from, by = 'journey' } = asked;
  const rows = measure(insight, { now, figures: [figure], by: [by], ...(where !== undefined && { where }), ...(from !== undefined && { from }) });
  return new Map(rows.flatMap(({ cut, figures }): readonly (readonly [string, Learned])[] => {
    const [name, seen] = [cut[by], figures[figure]];
    return name === undefined || seen?.value === undefined || seen.unit !== 'share' ? [] : [[String(name), { probability: seen.value, evidence: seen.n }]];
  }));
}
