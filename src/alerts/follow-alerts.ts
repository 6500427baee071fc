import { followAlert, quietAlert, type AlertState } from '../insight/alerts/follow-alert.js';
import type { WatchedAlert } from './define-alert-watch.js';

/** What an alert follows at one look: one value, or one for each cut. */
export interface Reading { readonly cut: { readonly [name: string]: string | number }; readonly value?: number }
/** What was told of an alert, once. */
export interface AlertTold {
  readonly alert: string;
  readonly news: 'raised' | 'cleared';
  /** when it was looked, epoch milliseconds */
  readonly at: number;
  readonly value: number;
  readonly threshold: number;
  /** of an alert that follows several cuts, which of them; else empty */
  readonly cut: Reading['cut'];
}
/** Where each alert stands, by its id and cut. */
export type AlertStates = { readonly [key: string]: AlertState };

/** The name under which an alert's standing is kept. */
const keyOf = (alert: string, cut: Reading['cut']): string => JSON.stringify([alert, ...Object.entries(cut)]);

/** One look at all alerts: where each stands now, and what is to be told. What is defined no more is forgotten; a cut of which nothing is known stays as it was. */
export function followAlerts(readings: readonly { readonly alert: WatchedAlert; readonly readings: readonly Reading[] }[], before: AlertStates, at: number): { readonly states: AlertStates; readonly news: readonly AlertTold[] } {
  const ids = new Set(readings.map(({ alert }) => alert.id));
  const states = new Map(Object.entries(before).filter(([key]) => ids.has(namedBy(key).alert)));
  const news: AlertTold[] = [];
  for (const { alert, readings: values } of readings) {
    for (const { cut, value } of values) {
      const key = keyOf(alert.id, cut);
      const followed = followAlert(alert, states.get(key) ?? quietAlert, { at, ...(value !== undefined && { value }) });
      states.set(key, followed.state);
      if (followed.news !== undefined && value !== undefined) news.push({ alert: alert.id, news: followed.news, at, value, threshold: alert.threshold, cut });
    }
  }
  return { states: Object.fromEntries(states), news };
}

/** The alert and the cut that a name stands for. */
export function namedBy(key: string): Pick<AlertTold, 'alert' | 'cut'> {
  // it was written above
  const [alert, ...cut]: [string, ...(readonly [string, string | number])[]] = JSON.parse(key);
  return { alert, cut: Object.fromEntries(cut) };
}

/** Asks whether two standings differ by more than when was looked. */
export const isOtherwise = (one: AlertStates, other: AlertStates): boolean => toText(one) !== toText(other);

const toText = (states: AlertStates): string => JSON.stringify(Object.entries(states).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, { raised, since }]) => [key, raised, since ?? null]));
