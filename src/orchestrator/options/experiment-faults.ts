import { declarationOf, type JourneyBook } from '../../customer/journey-book.js';
import { everyoneElse } from '../../experiment/arm-of.js';
import type { Experiment } from '../../experiment/experiment.js';
import { heldOut } from '../../experiment/held-out.js';

/** What is wrong between experiments and the journeys that take part in them, a sentence each: an arm that a fact's schema refuses would never be told. */
export function experimentFaults(book: JourneyBook, experiments: readonly Experiment[]): readonly string[] {
  const ids = experiments.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `The experiment '${id}' is given twice in 'experiments'.`);
  return [...twice, ...book.all.flatMap((journey) => experiments.flatMap((experiment) => refusedArms(experiment, declarationOf(journey))))];
}

function refusedArms(experiment: Experiment, { id, facts }: ReturnType<typeof declarationOf>): readonly string[] {
  if (!Object.hasOwn(facts, experiment.id)) return [];
  const refused = armsOf(experiment).filter((arm) => !facts[experiment.id].schema.safeParse(arm).success);
  return refused.length === 0 ? [] : [`Journey '${id}' takes part in the experiment '${experiment.id}', but the schema of its fact refuses ${refused.map((arm) => `'${arm}'`).join(', ')}.`];
}

function armsOf({ arms, holdout, under }: Experiment): readonly string[] {
  const named = arms.length === 0 && holdout < 1 ? [everyoneElse] : arms.map(({ name }) => name);
  return holdout > 0 || under !== undefined ? [...named, heldOut] : named;
}
