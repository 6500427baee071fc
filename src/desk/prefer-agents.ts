import { z } from 'zod';
import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import type { WorkItem } from '../model/work-item.js';

/** Whom a contact suits best, each 0 to 1, as `learnedAgents` of the figures tells; asked once for each contact, when it is asked for. Synchronous: what takes time is to be known before. */
export type PreferAgents = (request: HandoffRequest) => readonly { readonly agent: string; readonly score: number }[];

const preferredSchema = z.array(z.object({ agent: z.string().min(1).max(100), score: z.number().min(0).max(1) }).readonly()).max(1_000).readonly();

/** The contact with whom it suits best. What throws, or cannot be read, prefers nobody: a contact is not lost for it. */
export function preferAgents(prefer: PreferAgents | undefined, request: HandoffRequest, item: WorkItem): WorkItem {
  if (prefer === undefined) return item;
  try {
    const read = preferredSchema.safeParse(prefer(request));
    return read.success && read.data.length > 0 ? { ...item, preferred: read.data } : item;
  } catch {
    return item;
  }
}
