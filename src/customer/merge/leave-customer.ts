import type { CustomerId } from '../../model/customer-id.js';
import type { NewParked } from '../../ports/store.js';
import { nextActKey } from '../act-key.js';
import { issuesTimer } from '../channel/note-outcome.js';
import type { EffectBody } from '../effect-body.js';
import type { InstanceState } from '../instance/instance-state.js';
import { handOverConversation } from '../crm/note-conversation.js';
import { cancelTimer, type Turn } from '../turn.js';
import type { CustomerPart, MovedCustomer } from './moved-customer.js';

/** First step of a merge, in the lane of the customer who turned out to be another: all they are is put on its way, and their lane points there. */
export function leaveCustomer(turn: Turn, { to, because, linked, parked }: { readonly to: CustomerId; readonly because: string; readonly linked: boolean; readonly parked: readonly NewParked[] }): MovedCustomer {
  const unnoted = handOverConversation(turn);
  const key = nextActKey(turn);
  const { outgoing = [], stays = [], thread, sends, suppressions, decisions, happened, issues, hours, saidBy, unclearStops, held: _held, ...state } = turn.state;
  const { parkings: _p, parkedAt: _pa, threads: _t, webViews: _w, acts: _a, taken: _k, mergedInto: _m, crmAskedAt: _asked, crmFind: _find, crmNote: _note, erasing: _erasing, format: _f, ...part } = state;
  const moved: MovedCustomer = { id: key, kind: 'join', from: turn.customer, to, at: turn.now, because, linked, stays, parked, unnoted, part: { ...part, ...(thread !== undefined && { thread }), ...(sends !== undefined && { sends }), ...(suppressions !== undefined && { suppressions }), ...(decisions !== undefined && { decisions }), ...(happened !== undefined && { happened }), ...(issues !== undefined && { issues }), ...(hours !== undefined && { hours }), ...(saidBy !== undefined && { saidBy }), ...(unclearStops !== undefined && { unclearStops }) } };
  dropRuns(turn, part.instances);
  for (const { timer } of part.starting) cancelTimer(turn, timer);
  if (issues !== undefined) cancelTimer(turn, issuesTimer);
  turn.unparked.push(...parked.map(({ id }) => id));
  turn.state = { ...state, ...left, outgoing: [...outgoing, moved], stays: [...new Set([...stays, to])], mergedInto: to };
  sendMove(turn, key, moved);
  return moved;
}

/** What is enough to name the lane stays; the rest is in the move. */
const left: Partial<CustomerPart> = { claims: [], instances: [], ended: [], conversations: {}, starting: [], facts: {}, consents: [], promises: [], attempts: [], merged: [] };

/** Runs that go to another lane: their timer rows and their place in the list of runs go with them. */
export function dropRuns(turn: Turn, runs: readonly InstanceState[]): void {
  for (const instance of runs) {
    for (const timer of instance.timers) cancelTimer(turn, timer.id);
    turn.instances.set(instance.id, 'dropped');
  }
}

/** The outbox makes the second step happen, should nobody come by to make it first. */
export function sendMove(turn: Turn, key: string, { id, kind, to, from }: MovedCustomer): void {
  const body: EffectBody = { kind: 'customer.move', move: `${id} ${kind}`, from, to };
  turn.effects.push({ key, queue: 'merge', due: turn.now + turn.world.leaseMs, attempt: 1, body: JSON.stringify(body) });
}
