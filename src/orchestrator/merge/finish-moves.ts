import { joinCustomer } from '../../customer/merge/join-customer.js';
import { moveName, type MovedCustomer } from '../../customer/merge/moved-customer.js';
import { returnCustomer } from '../../customer/merge/return-customer.js';
import type { Turn } from '../../customer/turn.js';
import type { NewEntry } from '../../ports/store.js';
import { laneText } from '../customer-cache.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Seat } from '../take-turn.js';

/**
 * The second step of what is on its way from a lane, and the third that forgets it there. Each is one commit that changes nothing when made
 * again, so it does not matter who makes them or how often: the outbox does, and whoever comes to either lane before it.
 */
export async function finishMoves(runtime: Runtime, from: Seat, moves: readonly MovedCustomer[]): Promise<void> {
  for (const moved of moves) {
    const to: Seat = { tenant: from.tenant, customer: moved.to };
    await inLane(runtime, to, (turn) => take(turn, moved));
    await inLane(runtime, from, (turn) => forget(turn, moved));
  }
}

async function inLane(runtime: Runtime, seat: Seat, decide: (turn: Turn) => readonly NewEntry[] | undefined): Promise<void> {
  await runtime.lanes.run(laneText({ tenant: seat.tenant, lane: seat.customer }), async () => {
    const taken = await takeTurn(runtime, seat, decide);
    if (taken.status === 'committed') runtime.after(taken);
  });
}

function take(turn: Turn, moved: MovedCustomer): readonly NewEntry[] | undefined {
  const isNew = moved.kind === 'join' ? joinCustomer(turn, moved) : returnCustomer(turn, moved);
  if (!isNew) return undefined;
  const { id, kind, from, to, because } = moved;
  return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: kind === 'join' ? 'customer.merged' : 'customer.parted', merge: id, from, to, because, fates: turn.fates }) }];
}

function forget(turn: Turn, moved: MovedCustomer): readonly NewEntry[] | undefined {
  const { outgoing = [] } = turn.state;
  const rest = outgoing.filter((one) => moveName(one) !== moveName(moved));
  if (rest.length === outgoing.length) return undefined;
  turn.state = { ...turn.state, outgoing: rest };
  return [];
}
