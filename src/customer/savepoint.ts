import type { Turn } from './turn.js';

/** Remembers how far a turn has come; the answer takes it back to there, so that one instance's fault leaves no trace but its parking. */
export function savepoint(turn: Turn): () => void {
  const { state } = turn;
  const lists = [turn.agenda, turn.fates, turn.notices, turn.effects, turn.settled, turn.interactions, turn.parked, turn.unparked, turn.identities, turn.released];
  const lengths = lists.map((list) => list.length);
  const maps = [new Map(turn.timersSet), new Map(turn.instances), new Map(turn.counters), new Map(turn.rows)] as const;
  const cancelled = new Set(turn.timersCancelled);
  return () => {
    turn.state = state;
    lists.forEach((list, i) => { list.length = lengths[i] ?? 0; });
    refill(turn.timersSet, maps[0]);
    refill(turn.instances, maps[1]);
    refill(turn.counters, maps[2]);
    refill(turn.rows, maps[3]);
    turn.timersCancelled.clear();
    for (const id of cancelled) turn.timersCancelled.add(id);
  };
}

function refill<K, V>(map: Map<K, V>, from: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}
