import { dayOf } from '../day-of.js';
import type { InsightDefinition } from '../define-insight.js';
import { aboutWith, type About, type Count } from '../fold/tally.js';
import type { Episode } from '../fold/episode.js';
import { cameBack, cameElsewhere, type Ended, type Matters } from './contacts-of.js';

/**
 * How contacts ended (care-rules 3.12): resolved and confirmed by the customer, resolved and assumed so, or not. Who comes back with the same intent
 * within the window revokes both: in another contact, by another channel however soon, or so that another contact ended. Every ending is pending until then. `cost`: all that contacts cost, those that helped nobody too, over
 * resolutions; endings without a cost are left out of it and counted. `agent-resolution`: the same by who had taken the contact last before it ended.
 */
export function observeResolutions(episode: Episode, matters: Matters, count: Count): void {
  const { now, rules, segment } = episode;
  for (const one of matters.ended) {
    const about = aboutWith(one.thread?.about ?? { segment, day: dayOf(one.at) }, { ...one, day: dayOf(one.at) });
    const agent = agentOf(one);
    const of = agent === undefined ? undefined : { about, of: agent };
    if (now < one.at + rules.recontactMs) {
      count('resolution', about, 'pending');
      count('cost', about, 'pending');
      if (of !== undefined) count('agent-resolution', of, 'pending');
      continue;
    }
    const end = how(one, matters, rules);
    settled(end, one, { about, count });
    if (of === undefined) continue;
    count('agent-resolution', of, 'n');
    if (isHelp(end)) count('agent-resolution', of, 'hits');
  }
}

type How = 'confirmed' | 'assumed' | 'revoked' | 'failed';
const isHelp = (end: How): boolean => end === 'confirmed' || end === 'assumed';

/** Who had taken it last in that conversation. */
function agentOf({ at, thread }: Ended): string | undefined {
  let agent: string | undefined;
  for (const item of thread?.items ?? []) if (item.kind === 'happened' && item.at <= at && item.told?.type === 'work.answered') agent = item.told.agent;
  return agent;
}

function how(one: Ended, matters: Matters, rules: InsightDefinition): How {
  if (one.told.outcome !== 'resolved') return 'failed';
  if (isRevoked(one, matters, rules)) return 'revoked';
  return one.told.confirmed === true ? 'confirmed' : 'assumed';
}

function isRevoked(one: Ended, { contacts, ended }: Matters, { recontactMs, sameContactMs }: InsightDefinition): boolean {
  const { at, intent, channel } = one;
  if (intent === undefined) return false;
  const of = contacts.get(intent);
  if (cameBack(of, at, at + recontactMs) || cameElsewhere(of, channel, { after: at, before: at + recontactMs })) return true;
  const isAnother = (later: Ended): boolean => later.intent === intent && later.at < at + recontactMs && (later.channel !== channel || later.at - at > sameContactMs);
  return ended.slice(ended.indexOf(one) + 1).some(isAnother);
}

function settled(end: How, { told }: Ended, { about, count }: { readonly about: About; readonly count: Count }): void {
  const isHelped = isHelp(end);
  count('resolution', about, 'n');
  count('resolution', about, end);
  if (isHelped) count('resolution', about, 'hits');
  if (told.cost === undefined) return count('cost', about, 'unpriced');
  count('cost', about, 'n');
  count('cost', about, 'part', told.cost);
  count('cost', about, 'squares', told.cost * told.cost);
  if (!isHelped) return;
  count('cost', about, 'whole');
  count('cost', about, 'cross', told.cost);
}
