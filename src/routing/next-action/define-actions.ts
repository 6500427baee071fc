import { z } from 'zod';
import { days } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** How likely an action is to succeed as a model says, 0 to 1, and of how many cases it has learned that. */
export interface Propensity { readonly probability: number; readonly evidence: number }

/** What counts for or against an action, in percent, where it holds. */
export interface ActionContext<Known> {
  readonly name: string;
  readonly weight: number;
  /** whether it holds */
  readonly when: (known: Known) => boolean;
}

/** Something that can be done for a customer next, as a host writes it down; `Known` is whatever it knows of the customer. */
export interface NextActionOptions<Known> {
  readonly id: string;
  /** what it is about, and with which others it belongs; for levers and for what earlier answers say */
  readonly issue?: string;
  readonly group?: string;
  /** who may ever have it; everybody where absent, as with the next two, which are asked after it */
  readonly eligible?: (known: Known) => boolean;
  /** for whom it makes sense now */
  readonly applicable?: (known: Known) => boolean;
  /** for whom it is right */
  readonly suitable?: (known: Known) => boolean;
  /** what a model says; nothing where absent or where the answer is no probability */
  readonly propensity?: (known: Known) => Propensity | undefined;
  /** what it is worth where it succeeds, above 0, in a measure that all actions share */
  readonly value: number;
  /** what counts for or against it now, in percent, -100 to 1,000 */
  readonly context?: readonly ActionContext<Known>[];
  /** what the business adds by hand, in percent, -100 to 1,000 */
  readonly lever?: number;
}

/** All actions and how they are weighed, as a host writes them down (care-rules 3.14). */
export interface NextActionsOptions<Known> {
  /** in the order that decides where nothing else does */
  readonly actions: readonly NextActionOptions<Known>[];
  /** levers of issues and groups, in percent */
  readonly issueLevers?: { readonly [issue: string]: number };
  readonly groupLevers?: { readonly [group: string]: number };
  /** where a young model begins: a probability, and as many cases as that is worth; 0.5 and 100 where absent */
  readonly start?: Propensity;
  /** by outcome, what an earlier answer to the same action says, in percent, and after how long half of it is forgotten, milliseconds */
  readonly answers?: { readonly [outcome: string]: { readonly weight: number; readonly halfLifeMs: number } };
  /** factors that are not to count, so that each is 1; none where absent */
  readonly off?: readonly ('propensity' | 'context' | 'value' | 'levers')[];
  /** the share of customers, up to 0.2, who are shown another one first, so that models go on learning; none where absent */
  readonly explore?: number;
}

/** Actions that were checked; for `rankActions`. */
export type NextActions<Known> = Required<NextActionsOptions<Known>>;

const question = z.custom<(known: unknown) => boolean>((given) => typeof given === 'function', 'it is a function').exactOptional();
const percent = z.number().min(-100).max(1_000);
const actionSchema = z.strictObject({
  id: z.string().min(1), issue: z.string().exactOptional(), group: z.string().exactOptional(), eligible: question, applicable: question, suitable: question,
  propensity: z.custom<(known: unknown) => Propensity | undefined>((given) => typeof given === 'function', 'it is a function').exactOptional(),
  value: z.number().positive().max(1e12),
  context: z.array(z.strictObject({ name: z.string(), weight: percent, when: z.custom<(known: unknown) => boolean>((given) => typeof given === 'function', 'it is a function') }).readonly()).max(100).readonly().exactOptional(),
  lever: percent.exactOptional(),
}).readonly();
const actionsSchema = z.strictObject({
  actions: z.array(actionSchema).max(10_000).readonly().refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each has an id of its own'),
  issueLevers: z.record(z.string(), percent).readonly().default({}),
  groupLevers: z.record(z.string(), percent).readonly().default({}),
  start: z.strictObject({ probability: z.number().min(0).max(1), evidence: z.number().positive() }).readonly().default({ probability: 0.5, evidence: 100 }),
  answers: z.record(z.string(), z.strictObject({ weight: percent, halfLifeMs: z.number().min(1).max(days(3_660)) }).readonly()).readonly().default({}),
  off: z.array(z.enum(['propensity', 'context', 'value', 'levers'])).readonly().default([]),
  explore: z.number().min(0).max(0.2).default(0),
});

/** Checks actions once. InvalidOptions. */
export const defineActions = <Known>(options: NextActionsOptions<Known>): NextActions<Known> => readConfig<NextActions<Known>>(actionsSchema, options, 'nextActions');
