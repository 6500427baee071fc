import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { days } from '../../model/duration.js';
import type { Purpose } from '../../model/effect.js';
import { checkTimeZone } from '../../model/time-zone.js';
import { purposeSchema } from '../purpose-schema.js';
import { readConfig } from '../../model/read-config.js';
import { weekdaySchema } from '../time/weekly-hours.js';
import type { CapWindow } from './cap-window.js';

/** How many messages a customer gets at most, over all journeys (care-rules 3.16). Several caps hold all at once. */
export interface FrequencyCapOptions {
  /** for reasons and figures */
  readonly name: string;
  /** a whole number from 1; what is never to be sent needs no cap */
  readonly most: number;
  readonly window: CapWindow;
  /** what counts and is counted; surveys and marketing where absent. What has to be sent is never capped */
  readonly purposes?: readonly Exclude<Purpose, 'transactional'>[];
  /** channels that are counted together; all where absent */
  readonly channels?: readonly string[];
}

/** A cap that was checked; for `judgeCaps`. */
export interface FrequencyCap extends Omit<FrequencyCapOptions, 'purposes'> { readonly purposes: readonly Purpose[] }

const windowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling'), ms: z.number().min(1).max(days(366)) }),
  z.strictObject({ kind: z.literal('calendar'), unit: z.enum(['day', 'week', 'month']), zone: z.string(), weekBegins: weekdaySchema.exactOptional() }),
]);
const capsSchema = z.array(z.strictObject({
  name: z.string().min(1).max(255),
  most: z.int().min(1),
  window: windowSchema,
  purposes: z.array(purposeSchema.exclude(['transactional'])).min(1).readonly().exactOptional(),
  channels: z.array(z.string()).min(1).readonly().exactOptional(),
})).readonly();

/** Checks caps once. InvalidOptions where they cannot be read or two have one name; InvalidTimeZone. */
export function defineCaps(options: readonly FrequencyCapOptions[]): readonly FrequencyCap[] {
  const caps = readConfig<readonly FrequencyCapOptions[]>(capsSchema, options, 'caps');
  for (const [index, { name, window }] of caps.entries()) {
    if (caps.findIndex((cap) => cap.name === name) !== index) throw new JourneyError('InvalidOptions', `caps.${index}.name: two caps have this name; reasons could not tell them apart.`, { path: `caps.${index}.name` });
    if (window.kind === 'calendar' && window.zone !== 'customer') checkTimeZone(window.zone, `caps.${index}.window.zone`);
  }
  return caps.map((cap) => ({ ...cap, purposes: cap.purposes ?? ['survey', 'marketing'] }));
}

/** Asks whether messages of a purpose on a channel count for a cap. */
export const isCapped = ({ purposes, channels }: FrequencyCap, { channel, purpose }: { readonly channel: string; readonly purpose: Purpose }): boolean =>
  purposes.includes(purpose) && channels?.includes(channel) !== false;
