import type { CustomerProfile } from '../customer-state.js';

const fields = ['locale', 'name', 'timeZone'] as const satisfies readonly (keyof CustomerProfile)[];

/** The parts of a profile that are known. */
export const knownParts = (profile: CustomerProfile): readonly (keyof CustomerProfile)[] => fields.filter((field) => profile[field] !== undefined);

/** Only these parts of a profile. */
export function onlyParts({ locale, name, timeZone }: CustomerProfile, parts: readonly (keyof CustomerProfile)[]): CustomerProfile {
  return {
    ...(locale !== undefined && parts.includes('locale') && { locale }),
    ...(name !== undefined && parts.includes('name') && { name }),
    ...(timeZone !== undefined && parts.includes('timeZone') && { timeZone }),
  };
}
