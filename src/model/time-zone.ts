import { JourneyError } from '../errors/index.js';

/** Refuses what is no IANA time zone (InvalidTimeZone): an unknown name, an empty one, an offset beyond a day. Aliases are taken as they are. */
export function checkTimeZone(timeZone: string, path: string): void {
  if (isKnown(() => new Intl.DateTimeFormat('en', { timeZone }))) return;
  throw new JourneyError('InvalidTimeZone', 'A time zone is an IANA name such as Europe/Berlin.', { path });
}

/** Refuses what is no language tag (InvalidPayload), such as `de` or `ja-JP`. */
export function checkLocale(locale: string, path: string): void {
  if (isKnown(() => Intl.getCanonicalLocales(locale))) return;
  throw new JourneyError('InvalidPayload', 'A locale is a language tag such as de or ja-JP.', { path, paths: [path] });
}

function isKnown(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
