import type { AnyDeclaration, GoalRule } from '../../model/declaration.js';
import { noteTrialGoal } from '../experiment/note-trial-goal.js';
import { correlationKey } from './correlation-key.js';
import { declarationOf } from '../journey-book.js';
import type { Routing } from '../route-event.js';
import { count, putInstance, type Turn } from '../turn.js';

interface Run { readonly id: string; readonly journey: string; readonly version: number; readonly key?: string; readonly startedAt: number; readonly goals: { readonly [name: string]: number } }

/** Marks the goals that this event reaches in time, for running instances and for those that have ended (care-rules 3.18: counting goes on after exit). */
export function reachGoals(turn: Turn, routing: Routing): void {
  for (const instance of turn.state.instances) {
    const goals = reached(turn, instance, routing);
    if (goals !== undefined) putInstance(turn, { ...instance, goals });
  }
  const ended = turn.state.ended.map((run) => { const goals = reached(turn, run, routing); return goals === undefined ? run : { ...run, goals }; });
  if (ended.some((run, i) => run !== turn.state.ended[i])) turn.state = { ...turn.state, ended };
}

function reached(turn: Turn, run: Run, { event, only }: Routing): Run['goals'] | undefined {
  const journey = turn.world.book.find(run.journey, run.version);
  if (journey === undefined || (only !== undefined && only !== run.id)) return undefined;
  const declaration = declarationOf(journey);
  const hit = (declaration.goals ?? []).filter((goal) => isReached(turn, run, { goal, declaration, event }));
  if (hit.length === 0) return undefined;
  for (const goal of hit) {
    turn.notices.push({ type: 'goal.reached', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: run.id, journey: run.journey, goal: goal.name } });
    count(turn, `goal.${run.journey}.${goal.name}`);
    noteTrialGoal(turn, declaration, goal.name);
  }
  return { ...run.goals, ...Object.fromEntries(hit.map((goal) => [goal.name, turn.now])) };
}

function isReached(turn: Turn, run: Run, { goal, declaration, event }: { readonly goal: GoalRule<string>; readonly declaration: AnyDeclaration; readonly event: Routing['event'] }): boolean {
  if (!goal.on.includes(event.type) || Object.hasOwn(run.goals, goal.name) || turn.now > run.startedAt + goal.withinMs) return false;
  const key = correlationKey(declaration, event.data);
  return key === undefined || run.key === undefined || run.key === key;
}
