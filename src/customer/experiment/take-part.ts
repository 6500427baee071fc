import { armOf } from '../../experiment/arm-of.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { AnyDeclaration } from '../../model/declaration.js';
import type { KnownFacts } from '../instance/applying.js';
import { count, type Turn } from '../turn.js';
import type { TrialState } from './trial-state.js';

/**
 * Divides a customer by the experiments that a journey which begins takes part in, by a fact of their name, and tells it the arms. Each is drawn
 * once and kept with the customer, so that they stay in it when weights change and when they turn out to be somebody else too (care-rules 3.18).
 */
export function takePart(turn: Turn, declaration: AnyDeclaration): KnownFacts {
  const told = experimentsOf(turn, declaration).map((experiment) => {
    const { arm, at } = turn.state.trials?.[experiment.id] ?? draw(turn, experiment);
    return [experiment.id, { value: arm, dataClass: declaration.facts[experiment.id].dataClass, journey: declaration.id, origin: { at, event: 'experiment.assigned' } }] as const;
  });
  return Object.fromEntries(told);
}

/** The host's experiments that a journey takes part in. */
export function experimentsOf({ world }: Turn, { facts }: AnyDeclaration): readonly Experiment[] {
  return (world.experiments ?? []).filter(({ id }) => Object.hasOwn(facts, id));
}

function draw(turn: Turn, experiment: Experiment): TrialState {
  const arm = armOf(experiment, turn.customer);
  const trial: TrialState = { arm, at: turn.now, goals: [] };
  turn.state = { ...turn.state, trials: { ...turn.state.trials, [experiment.id]: trial } };
  turn.notices.push({ type: 'experiment.assigned', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, experiment: experiment.id, arm } });
  count(turn, `experiment.${experiment.id}.${arm}.customers`);
  return trial;
}
