import { JourneyError } from '../errors/index.js';
import type { Limits } from './limits.js';

/**
 * Reads when something happened, as epoch milliseconds: from a whole number of them or an RFC 3339 text with its zone, cut to the
 * millisecond. InvalidTime for a date that does not exist, a leap second, no zone, before 1971, or further ahead of `now` than `limits.futureMs`.
 */
export function parseOccurredAt(input: number | string, { now, limits }: { readonly now: number; readonly limits: Limits }): number {
  const at = typeof input === 'number' ? input : parseRfc3339(input);
  if (at === undefined || !Number.isInteger(at)) throw refusal('A time is a whole number of epoch milliseconds, or a text such as 2026-01-31T09:30:00Z with its zone.');
  if (at < earliest) throw refusal('The time lies before 1971; a number is taken as milliseconds, not seconds.');
  if (at > now + limits.futureMs) throw refusal(`The time lies more than ${hoursIn(limits.futureMs)} hours (${limits.futureMs} milliseconds) ahead of the store's clock; send what has happened, or set the sender's clock right.`, limits.futureMs);
  return at;
}

const hoursIn = (ms: number): number => Math.round(ms / 36_000) / 100;
// a time given in seconds by mistake lands in 1970
const earliest = Date.UTC(1971, 0, 1);
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Reads an RFC 3339 text with its zone as epoch milliseconds; `undefined` where it is none or names a date that does not exist. */
export function parseRfc3339(text: string): number | undefined {
  const found = rfc3339.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const [zoneHour, zoneMinute] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  // Date.UTC takes the years 0 to 99 for 1900 to 1999
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  const ms = Number((found[7] ?? '.').slice(1, 4).padEnd(3, '0'));
  const ahead = (found[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute) * 60_000;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms) - ahead;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function refusal(sentence: string, limit?: number): JourneyError {
  return new JourneyError('InvalidTime', sentence, { path: 'occurredAt', ...(limit === undefined ? {} : { limit }) });
}
