import type { RequiredSkill } from '../../model/required-skill.js';
import type { RelaxStep } from './match-policy.js';

/** What a contact asks of an agent after some waiting: the outermost ring, and the skills that are left with their levels. */
export interface Needs { readonly ring: number; readonly skills: readonly Required<Omit<RequiredSkill, 'weight'>>[] }

/** What is asked for after so many milliseconds (care-rules 3.2): never more than before, so that nobody who would do ceases to. */
export function relaxNeeds(steps: readonly RelaxStep[], skills: readonly RequiredSkill[], waitedMs: number): Needs {
  const taken = steps.filter(({ afterMs }) => afterMs <= waitedMs);
  const lower = taken.reduce((sum, { lowerBy = 0 }) => sum + lowerBy, 0);
  const left = skills.filter(({ skill }) => !taken.some(({ drop = [] }) => drop === 'all' || drop.includes(skill)));
  return { ring: 1 + taken.length, skills: left.map(({ skill, min = 1 }) => ({ skill, min: min - lower })).filter(({ min }) => min > 0) };
}

/** After how many milliseconds of waiting less is asked for the next time; `undefined` once nothing is left to give up. */
export const relaxesAfter = (steps: readonly RelaxStep[], waitedMs: number): number | undefined => steps.find(({ afterMs }) => afterMs > waitedMs)?.afterMs;
