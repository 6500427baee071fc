import { hourOfWeek } from '../../policy/choose-send-time.js';
import { isZone } from '../../policy/time/zone-span.js';
import type { AnsweredHours } from './best-time.js';

/** The clock that counts now: what hour of the week it shows, absent where nothing tells it; `zone` where it is one of several that are possible. */
export interface CountingClock { readonly zone: string | undefined; readonly hour: number | undefined; readonly now: number }

/**
 * What was counted by a clock of a zone that was only possible, as another clock shows the same moments: when somebody answers was known then, and
 * what their own clock showed is known now, or another is believed.
 */
export function byOtherClock(hours: AnsweredHours, { zone, hour, now }: CountingClock): AnsweredHours {
  const { zone: before, ...counted } = hours;
  if (before === undefined || before === zone || hour === undefined || !isZone(before)) return hours;
  const later = hour - hourOfWeek(before, now) + hoursOfWeek;
  const shown = (one: number): number => (one + later) % hoursOfWeek;
  return {
    ...counted, ...(zone !== undefined && { zone }),
    week: Object.fromEntries(Object.entries(hours.week).map(([one, tally]) => [shown(Number(one)), tally])),
    open: hours.open.map((one) => ({ key: one.key, hour: shown(one.hour) })),
  };
}
const hoursOfWeek = 7 * 24;
