import type { Turn } from '../../customer/turn.js';
import type { DueEffect, Settlement } from '../../ports/store.js';
import { failpoint } from '../failpoint.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Seat, type Taken } from '../lane/take-turn.js';

/**
 * A turn about an effect, in the lane where its owner lives, whose row may stand in another lane since a merge: what the turn settles of it
 * is then settled there, after the commit. Should the process die between the two, the effect comes again and finds its answer taken. To be
 * called inside the owner's lane only.
 */
export async function takeOwnersTurn(runtime: Runtime, home: Seat, due: DueEffect, decide: (turn: Turn) => string | Promise<string>): Promise<Taken> {
  let elsewhere: readonly Settlement[] = [];
  const taken = await takeTurn(runtime, home, async (turn) => {
    const said = await decide(turn);
    elsewhere = home.customer === due.lane ? [] : turn.settled.filter(({ key }) => key === due.key);
    if (elsewhere.length > 0) turn.settled.splice(0, turn.settled.length, ...turn.settled.filter(({ key }) => key !== due.key));
    return [{ kind: 'decision', at: turn.now, body: said }];
  });
  if (taken.status === 'committed') runtime.after(taken);
  if (elsewhere.length > 0) failpoint('merge before settling elsewhere');
  if (elsewhere.length > 0) runtime.committer.mark({ tenant: due.tenant, lane: due.lane, expect: -1, epoch: runtime.ownership.epoch, effects: { settle: elsewhere } });
  return taken;
}
