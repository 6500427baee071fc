import type { SteerParams } from '../../model/effect.js';
import type { Applying } from '../instance/applying.js';
import type { InstanceState } from '../instance/instance-state.js';
import type { Turn } from '../turn.js';
import { chooseFor, intentNow, type Choosing } from './choose-for.js';
import { noteChoice } from './note-choice.js';
import { noteAgain } from './note-outcome.js';

/** What a journey hears once a channel was chosen for its customer. */
export const channelChosen = 'channel.chosen';

/** Chooses the channel on which the customer is helped best; the journey hears it as `channel.chosen` in the same commit. */
export function steer(turn: Turn, { instance }: Applying, { intent: said, needs = [], urgency, among, purpose }: SteerParams, key: string): InstanceState {
  if (said !== undefined) noteAgain(turn, said);
  const intent = said ?? intentNow(turn.world, turn);
  const asked: Choosing = { key, needs, ...(intent !== undefined && { intent }), ...(urgency !== undefined && { urgency }), ...(among !== undefined && { among }), ...(purpose !== undefined && { purpose }) };
  const decision = chooseFor(turn.world, turn, asked);
  if (decision === undefined) return instance;
  noteChoice(turn, { key, instance: instance.id, asked, decision });
  const data = {
    verdict: decision.verdict, because: decision.because, ...(intent !== undefined && { intent }),
    ...(decision.verdict === 'chosen' ? { channel: decision.channel, alternatives: decision.alternatives } : { alternatives: [], ...(decision.until !== undefined && { until: decision.until }) }),
  };
  turn.agenda.push({ do: 'deliver', instance: instance.id, id: `${key}#chosen`, event: { type: channelChosen, data, at: turn.now } });
  return instance;
}
