import { minutes } from '../../model/duration.js';
import { isZone } from './zone-span.js';

/** What is known of where a customer is; the first of these that tells anything is believed (care-rules 3.21). */
export interface WhereSigns {
  /** the zone of the customer's profile */
  readonly profile?: string;
  /** zones of the place they are at or live in */
  readonly place?: readonly string[];
  /** zones of the countries their phone numbers may belong to */
  readonly phone?: readonly string[];
  /** the zone the journey or the project takes where nothing is known */
  readonly otherwise?: string;
}

/** The zones a customer may be in, and what told them; `nothing` where every zone is possible. */
export interface PossibleZones {
  readonly zones: readonly string[];
  readonly toldBy: keyof WhereSigns | 'nothing';
}

/** The zones a customer may be in. A name that is no zone tells nothing. */
export function possibleZones({ profile, place = [], phone = [], otherwise }: WhereSigns): PossibleZones {
  const signs: readonly (readonly [keyof WhereSigns, readonly (string | undefined)[]])[] = [['profile', [profile]], ['place', place], ['phone', phone], ['otherwise', [otherwise]]];
  for (const [toldBy, names] of signs) {
    const zones = names.filter((name): name is string => name !== undefined && isZone(name));
    // of several signs of one kind each may be the one that is true: a name that is none leaves it open
    if (zones.length > 0 && zones.length === names.length) return { zones, toldBy };
  }
  return { zones: [], toldBy: 'nothing' };
}

/** The zones of a country, by its ISO 3166 code, as far as the runtime knows them; none where it does not. */
export function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const known = zonesByCountry.get(country);
  if (known !== undefined) return known;
  const locale: LocaleOfZones = new Intl.Locale(`und-${country}`);
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  zonesByCountry.set(country, zones);
  return zones;
}

// asking the runtime takes ten times as long as all else that a decision asks for; there are at most 676 names
const zonesByCountry = new Map<string, readonly string[]>();

/** A runtime has the one or the other: the standard made a method of what was a property, after Node 22. */
interface LocaleOfZones { readonly language: string; readonly getTimeZones?: () => readonly string[] | undefined; readonly timeZones?: readonly string[] }

/** Stands for every place on earth: each distance from UTC that a zone may have, by quarters of an hour. */
export const anyZone: readonly string[] = Array.from({ length: 105 }, (_, quarter) => toOffset(-12 * 60 + quarter * 15));

function toOffset(distance: number): string {
  const ahead = Math.abs(distance);
  return `${distance < 0 ? '-' : '+'}${new Date(minutes(ahead)).toISOString().slice(11, 16)}`;
}
