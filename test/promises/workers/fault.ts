/** What several workers can get wrong; each is one clause of the promises. */
export type FaultKind =
  | 'an acknowledged event is lost'
  | 'an event took effect twice'
  | 'an event stands there that nobody told'
  | 'an event was answered wrongly'
  | 'an event was never answered'
  | 'a basket is not what its events make it'
  | 'a reader saw what never was'
  | 'an effect was never delivered'
  | 'an effect came under a key that nobody decided'
  | 'an effect came again with other bytes'
  | 'messages came in another order than they were decided in'
  | 'a commit was taken after the lease was over'
  | 'the work of the dead was taken over too late'
  | 'who was sent away did not leave'
  | 'who left kept something in hand'
  | 'the dead still own something'
  | 'something was given up'
  | 'something still waits'
  | 'the audit found something'
  | 'a failpoint was never met'
  | 'a recovery was never met in its middle'
  | 'a worker ended by itself';

export interface Fault { readonly kind: FaultKind; readonly what: string }
export type Found = (kind: FaultKind, what: string) => void;
