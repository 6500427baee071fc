import type { Happened } from '../../model/intent-reading.js';
import { parseRfc3339 } from '../../model/occurred-at.js';
import { momentOf } from './event-evidence.js';
import type { IntentRule } from './intent-options.js';
import type { HappeningEvent } from './intent-table.js';

const most = 50;

/** What is kept of what happened, once one more event came: the newest that some rule may still look at. */
export function noteHappened(rules: readonly IntentRule[], happened: readonly Happened[], event: HappeningEvent, now: number): readonly Happened[] {
  const asking = rules.filter(({ after }) => after === event.type);
  if (asking.length === 0) return happened;
  const dates = datesIn(event.data, asking.flatMap(({ when }) => when ?? []));
  const one: Happened = { type: event.type, at: event.at, ...(Object.keys(dates).length > 0 && { dates }) };
  return [...happened, one].filter((kept) => rules.some((rule) => now < (momentOf(rule, kept) ?? -Infinity) + rule.untilMs)).slice(-most);
}

/** Times of the data, as epoch milliseconds or as RFC 3339 text with its zone; what is neither names no time. */
function datesIn(data: object, fields: readonly string[]): { readonly [field: string]: number } {
  return Object.fromEntries(fields.flatMap((field) => {
    const value: unknown = Object.hasOwn(data, field) ? Reflect.get(data, field) : undefined;
    const time = typeof value === 'string' ? parseRfc3339(value) : value;
    return typeof time === 'number' && Number.isFinite(time) ? [[field, time] as const] : [];
  }));
}
