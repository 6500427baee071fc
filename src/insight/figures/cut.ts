import { z } from 'zod';
import type { Period } from './period.js';

/** What figures may be cut by; `agent` is known of `agent.*`, `occupancy` and `utilisation` alone. */
export type CutName = 'journey' | 'version' | 'intent' | 'channel' | 'segment' | 'agent' | Period;
/** The values of a cut; absent where it is not known. */
export type Cut = { readonly [N in CutName]?: string | number };

/** Every name of a cut, in the order of reports. */
export const cutNames = ['journey', 'version', 'intent', 'channel', 'segment', 'agent', 'day', 'week', 'month'] as const satisfies readonly CutName[];

const text = z.string().exactOptional();

/** A cut as a host writes it down, each value of the type that figures know it by: a version that is a text would never be met. */
export const cutSchema = z.strictObject({
  journey: text, version: z.number().exactOptional(), intent: text, channel: text, segment: text, agent: text, day: text, week: text, month: text,
}).readonly();
