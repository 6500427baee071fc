import { z } from 'zod';

const data = z.object({ alert: z.string(), value: z.number(), threshold: z.number(), cut: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What journeys hear of alerts, for a journey's `events`: which alert, the figure when it was told, and which cut of it where an alert follows several. */
export const alertEvents = { 'alert.raised': data, 'alert.cleared': data } as const;
