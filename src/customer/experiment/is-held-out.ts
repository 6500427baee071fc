import { heldOut } from '../../experiment/held-out.js';
import type { AnyDeclaration } from '../../model/declaration.js';
import type { Turn } from '../turn.js';
import { experimentsOf } from './take-part.js';

/** Why a message of a held-out customer's journey is not sent. */
export const heldOutReason = 'held-out';

/** True where nothing is done for this customer by this journey, so that what it does for the others can be told. */
export function isHeldOut(turn: Turn, declaration: AnyDeclaration): boolean {
  return experimentsOf(turn, declaration).some(({ id }) => turn.state.trials?.[id]?.arm === heldOut);
}
