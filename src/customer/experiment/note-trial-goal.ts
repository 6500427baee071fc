import type { AnyDeclaration } from '../../model/declaration.js';
import { count, type Turn } from '../turn.js';
import { experimentsOf } from './take-part.js';

/** Counts a goal for the arm the customer is in, of each experiment that the journey takes part in; only the first time, for that customer. */
export function noteTrialGoal(turn: Turn, declaration: AnyDeclaration, goal: string): void {
  for (const { id } of experimentsOf(turn, declaration)) {
    const trial = turn.state.trials?.[id];
    const name = `${declaration.id}.${goal}`;
    if (trial === undefined || trial.goals.includes(name)) continue;
    turn.state = { ...turn.state, trials: { ...turn.state.trials, [id]: { ...trial, goals: [...trial.goals, name] } } };
    count(turn, `experiment.${id}.${trial.arm}.${name}`);
  }
}
