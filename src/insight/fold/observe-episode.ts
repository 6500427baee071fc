import { mattersOf } from '../outcomes/contacts-of.js';
import { observeBots } from '../outcomes/observe-bots.js';
import { observeEffort } from '../outcomes/observe-effort.js';
import { observeIssues } from '../outcomes/observe-issues.js';
import { observeReach } from '../outcomes/observe-reach.js';
import { observeResolutions } from '../outcomes/observe-resolutions.js';
import { observeOccupancy } from '../times/observe-occupancy.js';
import { observeQueue } from '../times/observe-queue.js';
import { observeReplies } from '../times/observe-replies.js';
import { observeSentiment } from '../voice/observe-sentiment.js';
import { observeSurveys } from '../voice/observe-surveys.js';
import type { Episode, Observe } from './episode.js';
import type { Count } from './tally.js';

const alone: readonly Observe[] = [observeReplies, observeQueue, observeOccupancy, observeReach, observeSentiment, observeSurveys];

/** Counts all that one episode says, for every metric. */
export function observeEpisode(episode: Episode, count: Count): void {
  for (const observe of alone) observe(episode, count);
  const matters = mattersOf(episode);
  for (const observe of [observeIssues, observeResolutions, observeBots, observeEffort]) observe(episode, matters, count);
}
