import type { NextActionOptions, NextActions, Propensity } from './define-actions.js';
import type { ActionsAsked } from './rank-actions.js';

/** What a priority is the product of; a factor that is off is 1. */
export interface ActionFactors {
  readonly propensity: number;
  readonly context: number;
  readonly value: number;
  readonly levers: number;
  /** what the context is made of, in percent: what holds now, and what earlier answers say as far as it is not forgotten */
  readonly because: readonly { readonly name: string; readonly weight: number }[];
}

/** The priority of an action for a customer: P x C x V x L, with its factors. */
export function weighAction<Known>(actions: NextActions<Known>, action: NextActionOptions<Known>, asked: ActionsAsked<Known>): { readonly priority: number; readonly factors: ActionFactors } {
  const { start, off, issueLevers, groupLevers } = actions;
  const because = [...contextOf(action, asked), ...answersOf(actions, action, asked)];
  const factor = (name: (typeof off)[number], value: number): number => (off.includes(name) ? 1 : value);
  const levers = leverOf(issueLevers, action.issue) + leverOf(groupLevers, action.group) + (action.lever ?? 0);
  const factors: ActionFactors = {
    propensity: factor('propensity', smooth(start, action.propensity?.(asked.known))),
    context: factor('context', shareOf(because.reduce((sum, { weight }) => sum + weight, 0))),
    value: factor('value', action.value),
    levers: factor('levers', shareOf(levers)),
    because,
  };
  return { priority: factors.propensity * factors.context * factors.value * factors.levers, factors };
}

/** Percent that is added to the whole; nothing is worth less than nothing. */
const shareOf = (percent: number): number => Math.max(0, 1 + percent / 100);

/** What a young model says counts as much as it has learned; what is no probability says nothing. */
function smooth({ probability: start, evidence: worth }: Propensity, said: Propensity | undefined): number {
  if (said === undefined || !(said.probability >= 0 && said.probability <= 1) || !(said.evidence >= 0 && Number.isFinite(said.evidence))) return start;
  return (said.evidence * said.probability + worth * start) / (said.evidence + worth);
}

const contextOf = <Known>({ context = [] }: NextActionOptions<Known>, { known }: ActionsAsked<Known>): ActionFactors['because'] =>
  context.filter(({ when }) => when(known)).map(({ name, weight }) => ({ name, weight }));

function answersOf<Known>({ answers }: NextActions<Known>, { id }: NextActionOptions<Known>, { answered = [], at }: ActionsAsked<Known>): ActionFactors['because'] {
  return answered.filter(({ action }) => action === id).flatMap(({ outcome, at: when }) => {
    const says = Object.hasOwn(answers, outcome) ? answers[outcome] : undefined;
    return says === undefined ? [] : [{ name: outcome, weight: says.weight * 0.5 ** (Math.max(0, at - when) / says.halfLifeMs) }];
  });
}

const leverOf = (levers: { readonly [name: string]: number }, name: string | undefined): number => (name !== undefined && Object.hasOwn(levers, name) ? (levers[name] ?? 0) : 0);
