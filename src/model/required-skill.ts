import { z } from 'zod';

/** A skill that a contact asks for (care-rules 3.1). */
export interface RequiredSkill {
  readonly skill: string;
  /** the least level, above 0 up to 5; 1 where absent */
  readonly min?: number;
  /** how much it counts among the others when agents are compared; 1 where absent */
  readonly weight?: number;
}

export const requiredSkillSchema: z.ZodType<RequiredSkill> = z.strictObject({
  skill: z.string().min(1).max(100),
  min: z.number().positive().max(5).exactOptional(),
  weight: z.number().min(0).max(100).exactOptional(),
}).readonly();
