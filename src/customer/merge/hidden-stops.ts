import type { Consent } from '../../model/consent.js';
import { withConsent } from '../../policy/consent-of.js';
import type { CustomerState } from '../customer-state.js';
import type { Turn } from '../turn.js';
import type { CustomerPart } from './moved-customer.js';
import { mergedNow } from './origin.js';
import { eachOnce, notTheirs, type SaidBefore } from './said-apart.js';
import type { UndoRecord } from './undo-record.js';

/** withdrawals that are kept behind a later word, the newest */
const kept = 50;
type Stops = Pick<CustomerState, 'hiddenStops'>;

/**
 * Takes in a statement about consent. A withdrawal that a later word overrules says nothing of one customer; while several are one, it may be the last
 * word of somebody else, so it is kept for the day they are parted.
 */
export function sayConsent(turn: Turn, said: Consent): void {
  const before = turn.state.consents ?? [];
  const consents = withConsent(before, said);
  turn.state = { ...turn.state, consents };
  if (mergedNow(turn.state).length === 0) return;
  const hidden = [...before, said].filter((one) => one.state === 'withdrawn' && consents.some((stands) => stands.channel === one.channel && stands.purpose === one.purpose && stands.state === 'given'));
  if (hidden.length > 0) turn.state = { ...turn.state, hiddenStops: eachOnce([...turn.state.hiddenStops ?? [], ...hidden]).slice(-kept) };
}

/** Those of two customers who are one. */
export const joinedStops = ({ hiddenStops: mine }: Stops, { hiddenStops: theirs }: Stops): Stops =>
  (mine === undefined && theirs === undefined ? {} : { hiddenStops: eachOnce([...mine ?? [], ...theirs ?? []]).slice(-kept) });

/** What each had hidden before, for the day the merge is undone. */
export const hiddenOf = ({ hiddenStops: stays }: Stops, { hiddenStops: joined }: CustomerPart): Pick<UndoRecord, 'hiddenStops'> =>
  (stays === undefined && joined === undefined ? {} : { hiddenStops: { stays: stays ?? [], joined: joined ?? [] } });

/** Those that come to light for one of the two when they are parted. */
export const stopsInLight = ({ hiddenStops = [] }: Stops, before: SaidBefore<Consent>): readonly Consent[] => notTheirs(hiddenStops, before);

/** Those that go on being hidden, where one of the two is still several. */
export const stillHidden = (stops: readonly Consent[], isSeveral: boolean): Stops => (isSeveral && stops.length > 0 ? { hiddenStops: stops } : {});
