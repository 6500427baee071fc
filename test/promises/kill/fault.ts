/** What a run with kills can get wrong; each is one clause of the promises. */
export type FaultKind =
  | 'an acknowledged event is lost'
  | 'an event took effect twice'
  | 'an event was answered wrongly'
  | 'a new event was taken for a repetition'
  | 'events stand in another order than they were acknowledged in'
  | 'an effect was never delivered'
  | 'an effect came under a key that nobody decided'
  | 'an effect came again with other bytes'
  | 'messages came in another order than they were decided in'
  | 'a cancelled timer still stands'
  | 'a timer is missing'
  | 'somebody waited in vain'
  | 'something was given up'
  | 'the audit found something'
  | 'it ended differently than without kills'
  | 'the host ended by itself'
  | 'a failpoint was never met'
  | 'no kill made any effect come twice';

export interface Fault { readonly kind: FaultKind; readonly what: string }
