import type { CustomerId } from '../../model/customer-id.js';
import { rearmIssues } from '../channel/note-outcome.js';
import type { CustomerState } from '../customer-state.js';
import { tellCrmOfParting } from '../crm/tell-crm.js';
import { setTimer, type Turn } from '../turn.js';
import { admit } from './join-customer.js';
import { moveZones } from '../instance/arm-wait.js';
import { takeParked } from '../parked/hold-back.js';
import { moveName, movesKept, type MovedCustomer } from './moved-customer.js';
import { rehomeInstance } from './rehome-instance.js';

/** Second step of undoing a merge, in the lane of the customer who is one of their own again; answers whether it was new. */
export function returnCustomer(turn: Turn, moved: MovedCustomer): boolean {
  if (turn.state.taken?.includes(moveName(moved)) === true) return false;
  const { mergedInto: _over, ...before } = turn.state;
  const { part } = moved;
  turn.state = { ...before, ...part, createdAt: before.createdAt, known: knownAgain(before, moved), profile: { ...before.profile, ...part.profile }, begun: { ...before.begun, ...part.begun }, instances: [], stays: [...new Set([...before.stays ?? [], ...moved.stays, moved.from])], taken: [...before.taken ?? [], moveName(moved)].slice(-movesKept) };
  const home: CustomerId = turn.customer;
  for (const instance of part.instances) admit(turn, rehomeInstance(instance, home));
  for (const { timer, due } of part.starting) setTimer(turn, timer, due);
  moveZones(turn);
  rearmIssues(turn);
  takeParked(turn, moved.parked);
  tellCrmOfParting(turn, moved.id);
  return true;
}

/** What was only known by the link that is undone is known as it was before it. */
function knownAgain({ known = {} }: Pick<CustomerState, 'known'>, { part }: MovedCustomer): NonNullable<CustomerState['known']> {
  const before = Object.entries(known).filter(([identity]) => part.identities.includes(identity));
  return { ...Object.fromEntries(before), ...part.known };
}
