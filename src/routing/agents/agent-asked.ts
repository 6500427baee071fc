import type { RequiredSkill } from '../../model/required-skill.js';

/** One contact that needs a person. */
export interface AgentAsked {
  readonly queue: string;
  readonly channel: string;
  readonly skills: readonly RequiredSkill[];
  /** now, and since when it waits; epoch milliseconds */
  readonly at: number;
  readonly since: number;
  /** who suits it, and how well, 0 to 1 */
  readonly preferred?: readonly { readonly agent: string; readonly score: number }[];
  /** who helped last; say it only while the conversation is still the same. They go first where they are free, and nobody waits for them */
  readonly lastAgent?: string;
  /** until when it waits for who suits it wholly, whatever the rings say; epoch milliseconds */
  readonly keptUntil?: number;
  /** who refused it, and when */
  readonly refused?: readonly { readonly agent: string; readonly at: number }[];
}

/** How long a contact has waited, milliseconds; none where clocks differ. */
export const waitedMs = ({ at, since }: Pick<AgentAsked, 'at' | 'since'>): number => Math.max(0, at - since);
