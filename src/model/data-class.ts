import { z } from 'zod';

/** How careful we must be with a fact: who may see it, whether it is sealed, what an export or an erasure does with it. */
export const dataClassSchema = z.enum(['public', 'internal', 'personal', 'sensitive']);
/** How careful we must be with a fact, as one of the four classes. */
export type DataClass = z.infer<typeof dataClassSchema>;

/** The class that asks for more care: what two sources call one fact is kept to the stricter of both. */
export const stricterClass = (one: DataClass, other: DataClass = one): DataClass =>
  (dataClassSchema.options.indexOf(other) > dataClassSchema.options.indexOf(one) ? other : one);
