import type { Turn } from './turn.js';

/** Remembers how far a turn has come; the answer takes it back to there, so that one instance's fault leaves no trace but its parking. */
export function savepoint(turn: Turn): () => void {
  const { state } = turn;
  const lists = [turn.agenda, turn.fates, turn.notices, turn.effects, turn.settled, turn.interactions, turn.parked, turn.unparked, turn.identities, turn.released];
  const lengths = lists.map((list) => list.length);
  const undos = [restorer(turn.timersSet), restorer(turn.instances), restorer(turn.counters), restorer(turn.rows)];
  const cancelled = [...turn.timersCancelled];
  return () => {
    turn.state = state;
    lists.forEach((list, i) => { list.length = lengths[i] ?? 0; });
    for (const undo of undos) undo();
    turn.timersCancelled.clear();
    for (const id of cancelled) turn.timersCancelled.add(id);
  };
}

/** Most turns come here with empty maps, and every step comes by here. */
function restorer<K, V>(map: Map<K, V>): () => void {
  const entries = map.size === 0 ? [] : [...map];
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
}
