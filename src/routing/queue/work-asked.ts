import type { WorkItem } from '../../model/work-item.js';
import type { AgentAsked } from '../agents/agent-asked.js';

/** A contact as `chooseAgent` asks of it. */
export const workAsked = ({ queue, channel, skills, since, preferred, lastAgent, keptUntil, refused }: WorkItem, at: number): AgentAsked =>
  ({ queue, channel, skills, since, at, ...(preferred !== undefined && { preferred }), ...(lastAgent !== undefined && { lastAgent }), ...(keptUntil !== undefined && { keptUntil }), ...(refused !== undefined && { refused }) });
