import { dayOf } from '../day-of.js';
import { aboutWith, type Count } from '../fold/tally.js';
import type { Episode, Seen } from '../fold/episode.js';
import type { ServiceEvent } from '../log/service-event.js';

type Survey = Extract<ServiceEvent, { readonly survey: string }>;
interface Told { readonly seen: Seen; readonly survey: Survey }

/** The whole numbers that are a rating, ends included. */
export const ratingRange = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const;

/**
 * What customers say (care-rules 3.13): under `csat`, `nps` and `ces` how often each rating was given. One asking has one answer, the first; a second one,
 * and what is no rating, is counted by its fault and never as a rating. An answer from before it was asked is one from a wrong clock: counted, and told.
 */
export function observeSurveys(episode: Episode, count: Count): void {
  for (const [, all] of surveysOf(episode)) {
    const asked = all.find(({ survey }) => survey.type === 'survey.asked');
    const answers = all.filter(({ survey }) => survey.type === 'survey.answered');
    if (asked !== undefined) askedFor(asked, answers, { episode, count });
    const thread = asked?.seen.thread ?? answers[0]?.seen.thread;
    answers.forEach((answer, index) => {
      const day = dayOf(answer.seen.item.at);
      const about = aboutWith(thread?.about ?? { day, segment: episode.segment }, { day });
      const { kind } = answer.survey;
      const counter = counterOf(answer, index);
      count(kind, about, counter);
      const isSkewed = asked !== undefined && answer.seen.item.at < asked.seen.item.at;
      if (isSkewed || (answer.seen.item.kind === 'happened' && answer.seen.item.skewed === true)) count(kind, about, 'skewed');
    });
  }
}

function surveysOf({ seen }: Episode): ReadonlyMap<string, readonly Told[]> {
  const surveys = new Map<string, Told[]>();
  for (const one of seen) {
    const told = one.item.kind === 'happened' ? one.item.told : undefined;
    if (told === undefined || !('survey' in told)) continue;
    const known = surveys.get(told.survey);
    if (known === undefined) surveys.set(told.survey, [{ seen: one, survey: told }]);
    else known.push({ seen: one, survey: told });
  }
  return surveys;
}

/** Who was asked and has time left to answer is pending. */
function askedFor({ seen, survey }: Told, answers: readonly Told[], { episode: { segment, now, rules }, count }: { readonly episode: Episode; readonly count: Count }): void {
  const day = dayOf(seen.item.at);
  const about = aboutWith(seen.thread?.about ?? { day, segment }, { day });
  const metric = `${survey.kind}-response`;
  if (now <= seen.item.at + rules.horizonMs) return count(metric, about, 'pending');
  count(metric, about, 'n');
  if (answers.length > 0) count(metric, about, 'hits');
}

function counterOf({ survey }: Told, index: number): string {
  if (index > 0) return 'twice';
  const [least, most] = ratingRange[survey.kind];
  const rating = survey.type === 'survey.answered' ? survey.rating : NaN;
  return Number.isInteger(rating) && rating >= least && rating <= most ? `r${rating}` : 'out-of-range';
}
