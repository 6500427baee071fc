import type { SurveyParams } from '../../model/effect.js';
import type { Applying } from '../instance/applying.js';
import type { InstanceState } from '../instance/instance-state.js';
import { count, type Turn } from '../turn.js';

/** That a survey was asked, or answered, as its journey says; figures are read from the log alone. */
export function noteSurvey(turn: Turn, { instance }: Applying, { kind, rating }: SurveyParams): InstanceState {
  const type = rating === undefined ? 'survey.asked' : 'survey.answered';
  count(turn, `${type}.${kind}`);
  turn.interactions.push({ kind: 'decision', at: turn.now, body: JSON.stringify({ type, survey: instance.id, kind, rating }) });
  return instance;
}
