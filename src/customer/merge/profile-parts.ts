import type { CustomerProfile } from '../customer-state.js';
import type { Turn } from '../turn.js';

const fields = ['locale', 'name', 'timeZone', 'country'] as const satisfies readonly (keyof CustomerProfile)[];

/** The parts of a profile that are known. */
export const knownParts = (profile: CustomerProfile): readonly (keyof CustomerProfile)[] => fields.filter((field) => profile[field] !== undefined);

/** Only these parts of a profile. */
export function onlyParts({ locale, name, timeZone, country }: CustomerProfile, parts: readonly (keyof CustomerProfile)[]): CustomerProfile {
  return {
    ...(locale !== undefined && parts.includes('locale') && { locale }),
    ...(name !== undefined && parts.includes('name') && { name }),
    ...(timeZone !== undefined && parts.includes('timeZone') && { timeZone }),
    ...(country !== undefined && parts.includes('country') && { country }),
  };
}

/** Notes whose word these parts of the profile are now, where several customers were merged into this one. */
export function ownParts(turn: Turn, parts: readonly (keyof CustomerProfile)[]): void {
  if (turn.origin === undefined) return;
  const merged = turn.state.merged?.map((one) => {
    const others = one.profile.filter((part) => !parts.includes(part));
    return { ...one, profile: one.customer === turn.origin ? [...others, ...parts] : others };
  });
  if (merged !== undefined) turn.state = { ...turn.state, merged };
}
