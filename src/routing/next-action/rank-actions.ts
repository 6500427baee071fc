import { spreadOver } from '../../model/spread-over.js';
import type { NextActionOptions, NextActions } from './define-actions.js';
import { weighAction, type ActionFactors } from './weigh-action.js';

/** For whom actions are ranked, and when. */
export interface ActionsAsked<Known> {
  readonly known: Known;
  /** now, epoch milliseconds */
  readonly at: number;
  /** draws who is shown another action first; the same customer each time */
  readonly key: string;
  /** what became of actions that were offered before */
  readonly answered?: readonly { readonly action: string; readonly outcome: string; readonly at: number }[];
  /** why contact rules do not allow an action, by its id; absent where they do */
  readonly refused?: { readonly [action: string]: string };
  /** how often an action may still be offered to anybody, by its id; without bound where absent */
  readonly left?: { readonly [action: string]: number };
}

/** Why an action is no choice for a customer; the first of these that holds. */
export type ActionReason = 'not-eligible' | 'not-applicable' | 'not-suitable' | 'contact-policy' | 'none-left';

/** An action with what its place comes of; `explored` where it is first so that something is learned of it. */
export interface RankedAction { readonly action: string; readonly priority: number; readonly factors: ActionFactors; readonly explored?: true }

/** What to do next, the best first, and why everything else is no choice; `by` is what the contact rules said. */
export interface RankedActions {
  readonly ranked: readonly RankedAction[];
  readonly lost: readonly { readonly action: string; readonly reason: ActionReason; readonly by?: string }[];
}

/** fine enough for the smallest share that makes sense */
const parts = 1_000_000;

/** Ranks what can be done for a customer next by propensity, context, value and levers (care-rules 3.14): who may have it at all is asked first, and what is over in number last. */
export function rankActions<Known>(actions: NextActions<Known>, asked: ActionsAsked<Known>): RankedActions {
  const judged = actions.actions.map((action) => ({ action, lost: whyLost(action, asked) }));
  const ranked = judged.filter(({ lost }) => lost === undefined).map(({ action }) => ({ action: action.id, ...weighAction(actions, action, asked) }))
    .toSorted((one, other) => other.priority - one.priority);
  return { ranked: explored(actions, asked, ranked), lost: judged.flatMap(({ action, lost }) => (lost === undefined ? [] : [{ action: action.id, ...lost }])) };
}

function whyLost<Known>({ id, eligible, applicable, suitable }: NextActionOptions<Known>, { known, refused = {}, left = {} }: ActionsAsked<Known>): { readonly reason: ActionReason; readonly by?: string } | undefined {
  if (eligible?.(known) === false) return { reason: 'not-eligible' };
  if (applicable?.(known) === false) return { reason: 'not-applicable' };
  if (suitable?.(known) === false) return { reason: 'not-suitable' };
  const by = Object.hasOwn(refused, id) ? refused[id] : undefined;
  if (by !== undefined) return { reason: 'contact-policy', by };
  return Object.hasOwn(left, id) && !((left[id] ?? 0) > 0) ? { reason: 'none-left' } : undefined;
}

function explored<Known>({ explore }: NextActions<Known>, { key }: ActionsAsked<Known>, ranked: readonly RankedAction[]): readonly RankedAction[] {
  const [, ...others] = ranked;
  const tried = others[spreadOver(`which\n${key}`, others.length)];
  if (tried === undefined || spreadOver(key, parts) >= explore * parts) return ranked;
  return [{ ...tried, explored: true }, ...ranked.filter((one) => one !== tried)];
}
