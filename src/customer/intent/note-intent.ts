import type { HeardIntent, IntentReading } from '../../model/intent-reading.js';
import type { Arrival } from '../decide-event.js';
import { count, noteFate, type Turn } from '../turn.js';
import { noteReturn } from '../channel/note-outcome.js';
import { ownNew } from '../merge/origin.js';
import { happenedBy, readIntent, wordsIn } from './read-intent.js';

/** Keeps what happened where a rule asks for it, and with the conversation what the customer wants; to be called once the contact is noted. Answers the reading, for the journeys to see. */
export function noteIntent(turn: Turn, arrival: Arrival): HeardIntent | undefined {
  const { intents } = turn.world;
  if (intents === undefined) return undefined;
  const weighed = readIntent(turn, arrival);
  if (intents.hears(arrival.type)) {
    const origin = turn.origin === turn.customer ? undefined : turn.origin;
    turn.state = { ...turn.state, happened: ownNew(turn.state.happened ?? [], happenedBy(turn, arrival, intents), origin) };
    noteFate(turn, { journey: '', did: 'stayed', because: 'it may tell what the customer wants next' });
  }
  const { thread } = turn.state;
  if (weighed === undefined || thread === undefined) return undefined;
  const { reading, words } = weighed;
  const asked = thread.intent?.asked === true || reading.verdict === 'ask';
  turn.state = { ...turn.state, thread: { ...thread, intent: { reading, words, at: turn.now, event: arrival.id, ...(asked && { asked }) } } };
  count(turn, `intent.${reading.verdict === 'sure' ? reading.name : reading.verdict}`);
  noteReturn(turn, reading, wordsIn(arrival) !== undefined);
  turn.reading = reading;
  return withoutHints(reading);
}

/** How somebody sounds is for a person to see: nothing is ever decided by it. */
export const withoutHints = ({ sentiment: _hint, ...reading }: IntentReading): HeardIntent => reading;
