import { readConfig } from '../../model/read-config.js';
import type { Insight } from '../create-insight.js';
import { measure } from '../figures/measure.js';
import { learnedSchema, type LearnedFrom } from './learned-actions.js';

/** How well an agent is known to suit, 0 to 1. */
export interface LearnedAgent { readonly agent: string; readonly score: number }

/**
 * Who solves contacts for good, best first, for the `preferred` of agents (care-rules 3.3). The score is the unsure end of the interval, so nobody stands
 * before others for one lucky contact; who has none yet is not among them. Ask it with `where: { intent }`: nobody is good at everything. InvalidOptions.
 */
export function learnedAgents(insight: Insight, asked: LearnedFrom): readonly LearnedAgent[] {
  readConfig<unknown>(learnedSchema, asked, 'learned');
  const { now, figure = 'agent.resolution', where, from } = asked;
  const rows = measure(insight, { now, figures: [figure], by: ['agent'], ...(where !== undefined && { where }), ...(from !== undefined && { from }) });
  return rows.flatMap(({ cut: { agent }, figures }) => {
    const seen = figures[figure];
    return typeof agent !== 'string' || seen?.from === undefined || seen.unit !== 'share' ? [] : [{ agent, score: seen.from }];
  }).toSorted((one, other) => other.score - one.score || (one.agent < other.agent ? -1 : 1));
}
