import { mergeSends, type CountedSends } from '../../policy/caps/counted-sends.js';
import type { CustomerState } from '../customer-state.js';
import { decisionsKept, type MessageDecision } from '../message/message-decision.js';
import type { SaidSuppression } from '../take-suppression.js';
import type { CustomerPart } from './moved-customer.js';
import { stopsApart, type SaidBefore } from './said-apart.js';
import type { UndoRecord } from './undo-record.js';

type Messages = Pick<CustomerState, 'sends' | 'suppressions' | 'decisions'>;

/** What two customers who are one were sent, are not to be sent, and what was decided of it. */
export function joinedMessages(mine: Messages, theirs: Messages): Messages {
  return {
    ...(isEither(mine.sends, theirs.sends) && { sends: mergeSends(mine.sends ?? [], theirs.sends ?? []) }),
    ...(isEither(mine.suppressions, theirs.suppressions) && { suppressions: [...mine.suppressions ?? [], ...theirs.suppressions ?? []] }),
    ...(isEither(mine.decisions, theirs.decisions) && { decisions: [...mine.decisions ?? [], ...theirs.decisions ?? []].toSorted((a, b) => a.at - b.at).slice(-decisionsKept) }),
  };
}

/** What each had of their own before, for the day the merge is undone. */
export const suppressionsOf = ({ suppressions: stays }: Messages, { suppressions: joined }: CustomerPart): Pick<UndoRecord, 'suppressions'> =>
  (isEither(stays, joined) ? { suppressions: { stays: stays ?? [], joined: joined ?? [] } } : {});

/** Of each side the messages of its own runs, its own suppressions, and those that nobody knows whose they are: what is not to be sent is not to be sent to either. */
export function partedMessages(state: Messages, { owns, before }: { readonly owns: (key: string) => boolean; readonly before: SaidBefore<SaidSuppression> }): Messages {
  const own = <T extends { readonly key: string }>(items: readonly T[]): readonly T[] => items.filter(({ key }) => owns(key));
  return {
    ...(state.sends !== undefined && { sends: own(state.sends) satisfies CountedSends }),
    ...(state.decisions !== undefined && { decisions: own(state.decisions) satisfies readonly MessageDecision[] }),
    ...(state.suppressions !== undefined && { suppressions: stopsApart(state.suppressions, before) }),
  };
}

const isEither = (one: unknown, other: unknown): boolean => one !== undefined || other !== undefined;
