import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { readConfig } from '../model/read-config.js';
import { heldOut } from './held-out.js';

/** A question that customers are divided by, as a host writes it down (care-rules 3.18). */
export interface ExperimentOptions {
  /** lower case words with hyphens; a journey takes part by a fact of this name */
  readonly id: string;
  /** what is compared, each with its share of those who are not held out, as weights; the first one is what the others are compared with */
  readonly arms: { readonly [arm: string]: number };
  /** the share of customers for whom nothing is done, 0 up to 1, so that what all arms together do can be told; 0 */
  readonly holdout?: number;
  /** another draw of the same experiment: a change of it divides the customers anew */
  readonly salt?: string;
  /** an experiment whose held-out customers are held out here too: a control group for everything is one with nothing but a `holdout` */
  readonly under?: Experiment;
}

/** An experiment that was checked; for `armOf` and the `experiments` of an orchestrator. */
export interface Experiment {
  readonly id: string;
  readonly salt: string;
  readonly holdout: number;
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly under?: Experiment;
}

const name = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is lower case words with hyphens').max(64);
const experimentSchema = z.strictObject({
  id: name,
  arms: z.record(name, z.number().positive().max(1_000_000)).refine((arms) => !Object.hasOwn(arms, heldOut), `'${heldOut}' is the name of those for whom nothing is done`),
  holdout: z.number().min(0).max(1).exactOptional(),
  salt: z.string().max(64).exactOptional(),
  under: z.custom<Experiment>((given) => typeof given === 'object' && given !== null && 'arms' in given && Array.isArray(given.arms), 'is an experiment, as defineExperiment gave it').exactOptional(),
});

/** Checks an experiment once, so that customers can be divided by it. InvalidOptions where it cannot be read, or leaves somebody without an arm. */
export function defineExperiment(options: ExperimentOptions): Experiment {
  const { id, arms, holdout = 0, salt = '', under } = readConfig<ExperimentOptions>(experimentSchema, options, 'experiment');
  const named = Object.entries(arms).map(([arm, weight]) => ({ name: arm, weight }));
  if (named.length === 0 && holdout === 0) throw new JourneyError('InvalidOptions', 'experiment.arms: there is neither an arm nor a holdout; name what is compared.', { path: 'experiment.arms' });
  return Object.freeze({ id, salt, holdout, arms: Object.freeze(named), ...(under !== undefined && { under }) });
}
