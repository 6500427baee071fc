import { z } from 'zod';
import type { Purpose } from '../model/effect.js';

/** The classes of messages, as configuration names them. */
export const purposeSchema = z.enum(['transactional', 'service', 'survey', 'marketing'] satisfies readonly Purpose[]);
