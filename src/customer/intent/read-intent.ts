import type { IntentTable, WeighedIntents } from '../../routing/intent/intent-table.js';
import type { Arrival } from '../decide-event.js';
import { isContact } from '../conversation/note-interaction.js';
import { openThread } from '../conversation/thread.js';
import type { Turn } from '../turn.js';

/** Reads what the customer wants with this contact; `undefined` where nobody asks, or where it is no contact. */
export function readIntent(turn: Turn, arrival: Arrival): WeighedIntents | undefined {
  const { intents } = turn.world;
  const { via, guessed = {} } = arrival;
  if (intents === undefined || via === undefined || arrival.only !== undefined || !isContact(arrival.type)) return undefined;
  const before = openThread(turn, via.channel)?.intent;
  const { reading, words } = intents.weigh({
    at: turn.now, hasWords: wordsIn(arrival) !== undefined,
    happened: [...happenedBy(turn, arrival, intents), ...guessed.happened ?? []],
    ...(guessed.said !== undefined && { said: guessed.said }),
    ...(before !== undefined && { earlier: before.words, asked: before.asked === true }),
  });
  return { words, reading: guessed.without === undefined ? reading : { ...reading, without: guessed.without } };
}

/** What the customer said in this contact, as it came. */
export function wordsIn({ data, said = data }: Pick<Arrival, 'data' | 'said'>): string | undefined {
  const text: unknown = 'text' in said ? said.text : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** What happened to the customer up to now, this event with it. */
export function happenedBy(turn: Turn, { type, data, said = data, occurredAt }: Arrival, intents: IntentTable): NonNullable<Turn['state']['happened']> {
  return intents.note(turn.state.happened ?? [], { type, data: said, at: occurredAt ?? turn.now }, turn.now);
}
