import { digest } from '../model/canonical-text.js';
import type { Experiment } from './experiment.js';
import { heldOut } from './held-out.js';

/** The arm of who is in an experiment that has nothing but a holdout, and is not held out. */
export const everyoneElse = 'everyone-else';

/**
 * The arm of a customer: the same each time, in every process, evenly by the weights, and independent of any other experiment (care-rules 3.18).
 * `holdout` for those for whom nothing is done. Growing a holdout moves customers into it and no others between the arms.
 */
export function armOf(experiment: Experiment, customer: string): string {
  const { id, salt, holdout, arms, under } = experiment;
  if (under !== undefined && armOf(under, customer) === heldOut) return heldOut;
  if (share([id, salt, heldOut, customer]) < holdout) return heldOut;
  const sum = arms.reduce((all, { weight }) => all + weight, 0);
  let left = share([id, salt, 'arm', customer]) * sum;
  for (const { name, weight } of arms) {
    if (left < weight) return name;
    left -= weight;
  }
  // rounding may leave a hair beyond the last one
  return arms.at(-1)?.name ?? everyoneElse;
}

/** A number from 0 up to, and without, 1: 48 bits of SHA-256, so that no pattern of ids shows in it. */
const share = (parts: readonly string[]): number => Number.parseInt(digest(parts).slice(0, 12), 16) / 2 ** 48;
