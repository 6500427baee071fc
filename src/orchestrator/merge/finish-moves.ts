import { joinCustomer } from '../../customer/merge/join-customer.js';
import { moveName, type MovedCustomer } from '../../customer/merge/moved-customer.js';
import { returnCustomer } from '../../customer/merge/return-customer.js';
import type { Turn } from '../../customer/turn.js';
import type { NewEntry } from '../../ports/store.js';
import type { CustomerId } from '../../model/customer-id.js';
import { laneText } from '../lane/customer-cache.js';
import { failpoint } from '../failpoint.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Seat } from '../lane/take-turn.js';

/** Does something where a customer lives at that moment. */
export type AtHome = (seat: Seat, work: (home: Seat) => Promise<Seat>) => Promise<Seat>;

/**
 * The second step of what is on its way from a lane, and the third that forgets it there. Each is one commit that changes nothing when made
 * again, so it does not matter who makes them or how often: the outbox does, and whoever comes to either lane before it.
 */
export async function finishMoves(runtime: Runtime, from: Seat, moves: readonly MovedCustomer[], atHome: AtHome): Promise<void> {
  for (const moved of moves) {
    failpoint('merge left');
    const to: Seat = { tenant: from.tenant, customer: moved.to };
    // who was to take it may have been merged themselves meanwhile; who comes back is still where they left to
    const home = moved.kind === 'join' ? await atHome(to, (seat) => takeAt(runtime, seat, moved)) : await inLane(runtime, to, () => takeAt(runtime, to, moved));
    failpoint('merge arrived');
    await inLane(runtime, from, () => commitTurn(runtime, from, (turn) => forget(turn, moved, home.customer)));
  }
}

const inLane = <T>(runtime: Runtime, { tenant, customer }: Seat, work: () => Promise<T>): Promise<T> => runtime.lanes.run(laneText({ tenant, lane: customer }), work);

async function takeAt(runtime: Runtime, seat: Seat, moved: MovedCustomer): Promise<Seat> {
  await commitTurn(runtime, seat, (turn) => take(turn, moved));
  return seat;
}

async function commitTurn(runtime: Runtime, seat: Seat, decide: (turn: Turn) => readonly NewEntry[] | undefined): Promise<void> {
  const taken = await takeTurn(runtime, seat, decide);
  if (taken.status === 'committed') runtime.after(taken);
}

function take(turn: Turn, moved: MovedCustomer): readonly NewEntry[] | undefined {
  const isNew = moved.kind === 'join' ? joinCustomer(turn, moved) : returnCustomer(turn, moved);
  if (!isNew) return undefined;
  const { id, kind, from, to, because } = moved;
  return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: kind === 'join' ? 'customer.merged' : 'customer.parted', merge: id, from, to, because, fates: turn.fates }) }];
}

/** Whoever looks for this customer is sent to where they arrived. */
function forget(turn: Turn, moved: MovedCustomer, arrived: CustomerId): readonly NewEntry[] | undefined {
  const { outgoing = [] } = turn.state;
  const rest = outgoing.filter((one) => moveName(one) !== moveName(moved));
  if (rest.length === outgoing.length) return undefined;
  turn.state = { ...turn.state, outgoing: rest, ...(moved.kind === 'join' && { mergedInto: arrived }) };
  return [];
}
