import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { readConfig } from '../model/read-config.js';
import type { InsightState } from './create-insight.js';
import type { InsightDefinition } from './define-insight.js';
import { momentSchema } from './figures/moment-schema.js';

/** The rules by which something was counted for good: what a state keeps of them. All others may change from one reading to the next. */
export const countedBy = ({ tenant, recontactMs, sameContactMs, switchIsRecontact, threadWindowMs, answerWithinMs, shortAbandonMs, containedForMs, deflectionMs, helpEvents, replyWithinMs, quietRunMs, expectedTurns, effort }: InsightDefinition) =>
  ({ tenant, recontactMs, sameContactMs, switchIsRecontact, threadWindowMs, answerWithinMs, shortAbandonMs, containedForMs, deflectionMs, helpEvents, replyWithinMs, quietRunMs, expectedTurns, effort });

/** The rules by which something was counted for good. */
export type CountedBy = ReturnType<typeof countedBy>;

const item = z.looseObject({ kind: z.string(), customer: z.string(), position: z.number(), at: momentSchema });
const stateSchema = z.looseObject({
  contract: z.literal(1), settledUntil: momentSchema.nullable(), countedBy: z.looseObject({}).exactOptional(),
  items: z.array(item), runs: z.array(z.tuple([z.string(), z.array(z.looseObject({ at: momentSchema }))])),
  spans: z.array(z.tuple([z.string(), z.looseObject({ first: momentSchema, last: momentSchema })])),
  cells: z.array(z.looseObject({ metric: z.string(), of: z.string(), about: z.looseObject({ day: z.number() }), tally: z.array(z.tuple([z.string(), z.number()])) })),
  faults: z.looseObject({ late: z.number(), unreadable: z.number() }),
});

/** Checks a state before anything of it is taken: that it is one, and that what it counted was counted by these rules. InvalidOptions. */
export function checkState(state: InsightState, rules: InsightDefinition): void {
  readConfig<unknown>(stateSchema, state, 'state');
  const { countedBy: kept } = state;
  if (kept === undefined) return;
  const before = new Map<string, unknown>(Object.entries(kept));
  const [name] = Object.entries(countedBy(rules)).find(([one, rule]) => textOf(before.get(one)) !== textOf(rule)) ?? [];
  if (name === undefined) return;
  const path = `state.countedBy.${name}`;
  throw new JourneyError('InvalidOptions', `${path}: what it holds was counted by another ${name} than these rules have; read the log anew.`, { path, paths: [path] });
}

/** The same whatever order a store gives fields back in. */
const textOf = (rule: unknown): string => JSON.stringify(typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? Object.entries(rule).toSorted(([one], [other]) => (one < other ? -1 : 1)) : rule) ?? '';
