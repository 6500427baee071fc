import { countriesOfPhone } from '../../model/countries-of-phone.js';
import { possibleZones, zonesOfCountry, type PossibleZones } from './possible-zones.js';

/** What a customer's own state says of where they are; `phones` in E.164. */
export interface WhereKnown { readonly timeZone?: string; /** ISO 3166 */ readonly country?: string; readonly phones?: readonly string[]; /** the zone the host takes where nothing is known */ readonly otherwise?: string }

/**
 * The zones a customer may be in, by what is kept of them (care-rules 3.21): that of the profile, those of the country they live in, those of their
 * numbers. A number is looked into only where nothing before it tells; one of no country, or of a country whose zones the runtime does not know, tells nothing, and of several numbers each may be where the customer is.
 */
export function whereOf({ timeZone, country, phones = [], otherwise }: WhereKnown): PossibleZones {
  const told = possibleZones({ ...(timeZone !== undefined && { profile: timeZone }), ...(country !== undefined && { place: zonesOfCountry(country) }) });
  if (told.toldBy !== 'nothing') return told;
  const zones = phones.map((phone) => countriesOfPhone(phone).flatMap(zonesOfCountry));
  const phone = zones.every((some) => some.length > 0) ? [...new Set(zones.flat())] : [];
  return possibleZones({ phone, ...(otherwise !== undefined && { otherwise }) });
}
