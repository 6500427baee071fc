import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { defineAlert, type Alert, type AlertOptions } from '../insight/alerts/follow-alert.js';
import { defineInsight, type InsightDefinition } from '../insight/define-insight.js';
import { cutSchema, type Cut, type CutName } from '../insight/figures/cut.js';
import { cutNamesSchema, figureSchema } from '../insight/figures/figures-asked.js';
import type { FigureName } from '../insight/figures/named-figures.js';
import { days, minutes } from '../model/duration.js';
import { parseIdentity } from '../model/identity.js';
import { readConfig } from '../model/read-config.js';

/** What an alert looks at: a figure, or how things stand at this moment. */
export type Watched =
  /** a figure of the last `overMs`, by days of UTC; with `by`, each cut has an alert of its own. Below the definition's `minimumSample` it says nothing */
  | { readonly figure: FigureName; readonly overMs: number; readonly where?: Cut; readonly by?: readonly CutName[] }
  /** how many wait for a person now; with `longerThanMs`, those who have waited longer: a promise that is at risk */
  | { readonly live: 'waiting'; readonly queue?: string; readonly longerThanMs?: number }
  /** how long who waits longest has waited, milliseconds; 0 where nobody waits */
  | { readonly live: 'longest-wait'; readonly queue?: string }
  /** runs of a journey that have not changed their state for `quietMs`; each look pages through all that run */
  | { readonly live: 'stuck'; readonly journey: string; readonly quietMs: number }
  /** events that could not be handled and wait for a person */
  | { readonly live: 'parked'; readonly journey?: string }
  /** channels and systems that are not called at the moment, since they failed; `target` names one as `circuit.opened` does: `channel:chat`, `crm` */
  | { readonly live: 'open-circuits'; readonly target?: string };

/** One alert, and what it looks at. */
export interface WatchedAlertOptions extends AlertOptions {
  readonly of: Watched;
  /** whom the event is about, as `team:care`, so that a journey of theirs can act; `alert:<id>` where absent */
  readonly who?: string;
}

/** How a host is watched. */
export interface AlertWatchOptions {
  /** of this watch, unique in its tenant: where it stands is kept under it; `alerts` */
  readonly name?: string;
  /** how figures are made, as defineInsight gave it */
  readonly rules?: InsightDefinition;
  readonly alerts: readonly WatchedAlertOptions[];
  /** how often is looked, milliseconds, up to a day; a minute. A look counts anew all that has not come to rest */
  readonly everyMs?: number;
}

/** An alert that was checked. */
export interface WatchedAlert extends Alert { readonly of: Watched; readonly who: string }
/** A watch that was checked; `windowMs` is how far back the log is read after a restart. */
export interface AlertWatchDefinition { readonly name: string; readonly rules: InsightDefinition; readonly alerts: readonly WatchedAlert[]; readonly everyMs: number; readonly windowMs: number }

const name = z.string().min(1).max(255);
const span = z.number().min(0).max(days(400));
const watchedFigure = z.strictObject({ figure: figureSchema, overMs: span.min(1), where: cutSchema.exactOptional(), by: cutNamesSchema.exactOptional() });
const watchedLive = z.discriminatedUnion('live', [
  z.strictObject({ live: z.literal('waiting'), queue: name.exactOptional(), longerThanMs: span.exactOptional() }),
  z.strictObject({ live: z.literal('longest-wait'), queue: name.exactOptional() }),
  z.strictObject({ live: z.literal('stuck'), journey: name, quietMs: span.min(1) }),
  z.strictObject({ live: z.literal('parked'), journey: name.exactOptional() }),
  z.strictObject({ live: z.literal('open-circuits'), target: name.exactOptional() }),
]);
const watchSchema = z.strictObject({
  name: name.default('alerts'),
  rules: z.custom<InsightDefinition>((given) => typeof given === 'object' && given !== null && 'horizonMs' in given, 'is what defineInsight gave').exactOptional(),
  alerts: z.array(z.looseObject({ of: z.looseObject({}), who: z.string().exactOptional() }).readonly()).min(1).max(1_000).readonly(),
  everyMs: z.number().min(1).max(days(1)).default(minutes(1)),
}).readonly();

/** Checks a watch once: InvalidOptions, InvalidIdentity. */
export function defineAlertWatch(options: AlertWatchOptions): AlertWatchDefinition {
  const { name: named, rules = defineInsight(), everyMs } = readConfig(watchSchema, options, 'alerts');
  const alerts = options.alerts.map(({ of, who, ...alert }, index): WatchedAlert => {
    // of all shapes the one that is meant, so that the name at fault is told
    readConfig<unknown>('live' in of ? watchedLive : watchedFigure, of, `alerts.alerts.${index}.of`);
    const checked = defineAlert(alert);
    const about = who ?? `alert:${checked.id}`;
    parseIdentity(about, `alerts.${checked.id}.who`);
    return { ...checked, of, who: about };
  });
  if (new Set(alerts.map(({ id }) => id)).size < alerts.length) throw new JourneyError('InvalidOptions', 'alerts.alerts: each alert has an id of its own.', { path: 'alerts.alerts', paths: ['alerts.alerts'] });
  return { name: named, rules, alerts, everyMs, windowMs: Math.max(...alerts.map(({ of }) => lengthOf(of, rules))) };
}

/** What may still bear on a figure lies before its window. */
function lengthOf(of: Watched, { horizonMs, latenessMs }: InsightDefinition): number {
  if ('figure' in of) return of.overMs + horizonMs + 2 * latenessMs;
  return of.live === 'stuck' ? of.quietMs : horizonMs;
}
