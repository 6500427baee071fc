import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { readConfig } from '../../model/read-config.js';
import { momentSchema } from '../figures/moment-schema.js';

/** When to raise an alarm about a figure, and when it is over. */
export interface AlertOptions {
  readonly id: string;
  /** which side is bad */
  readonly when: 'above' | 'below';
  /** the figure is bad beyond it */
  readonly threshold: number;
  /** it is good again only from here on, on the good side of the threshold, so that a figure on its edge does not ring all day; the threshold where absent */
  readonly clear?: number;
  /** it is raised once the figure has been bad for so long without a break, milliseconds; 0 */
  readonly holdMs?: number;
  /** it is cleared once the figure has been good for so long without a break; 0 */
  readonly clearHoldMs?: number;
}
/** An alert that was checked. */
export type Alert = Required<AlertOptions>;

/** Where an alert stands: plain JSON, to be kept between looks. `since` when the figure began to look otherwise, epoch milliseconds. */
export interface AlertState { readonly raised: boolean; readonly since?: number; readonly at?: number }
/** One look at the figure; `value` is absent where there is none. */
export interface AlertLook { readonly at: number; readonly value?: number }
/** The next state, and what to tell, once. */
export interface AlertNews { readonly state: AlertState; readonly news?: 'raised' | 'cleared' }

const alertSchema = z.strictObject({
  id: z.string().min(1).max(255), when: z.enum(['above', 'below']), threshold: z.number(), clear: z.number().exactOptional(),
  holdMs: z.number().min(0).default(0), clearHoldMs: z.number().min(0).default(0),
}).readonly();

/** Checks an alert for `followAlert` once: its clear level is not on the bad side of its threshold. The one of `throughline/desk` is another, for `stepAlert`. InvalidOptions. */
export function defineAlert(options: AlertOptions): Alert {
  const read = readConfig(alertSchema, options, 'alert');
  const clear = read.clear ?? read.threshold;
  if (read.when === 'above' ? clear > read.threshold : clear < read.threshold) {
    throw new JourneyError('InvalidOptions', 'alert.clear: an alert is cleared on the good side of its threshold.', { path: 'alert.clear', paths: ['alert.clear'] });
  }
  return { ...read, clear };
}

/** Before the first look. */
export const quietAlert: AlertState = { raised: false };

/**
 * Follows a figure look by look. Between the clear level and the threshold nothing changes: what is raised stays so, what is not begins anew to be held. A
 * look without a figure says nothing and breaks no hold; one that is older than the last is left out. InvalidOptions.
 */
export function followAlert(alert: Alert, before: AlertState, look: AlertLook): AlertNews {
  const { at, value } = look;
  readConfig(momentSchema, at, 'look.at');
  if (value === undefined || Number.isNaN(value) || (before.at !== undefined && at < before.at)) return { state: before };
  const turns = before.raised ? isGood(alert, value) : isBad(alert, value);
  if (!turns) return { state: { raised: before.raised, at } };
  const since = before.since ?? at;
  const isHeld = at - since >= (before.raised ? alert.clearHoldMs : alert.holdMs);
  return isHeld ? { state: { raised: !before.raised, at }, news: before.raised ? 'cleared' : 'raised' } : { state: { raised: before.raised, since, at } };
}

const isBad = ({ when, threshold }: Alert, value: number): boolean => (when === 'above' ? value > threshold : value < threshold);
const isGood = ({ when, clear }: Alert, value: number): boolean => (when === 'above' ? value <= clear : value >= clear);
