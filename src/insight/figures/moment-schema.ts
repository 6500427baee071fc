import { z } from 'zod';

/** A moment in epoch milliseconds, as far as dates go. */
export const momentSchema = z.number().min(-8.64e15).max(8.64e15);
