import type { Purpose } from '../../model/effect.js';

/** Why a customer is not written to, whatever they consented to: an address that bounced, a complaint, a legal hold, a death. */
export interface Suppression {
  /** a channel's name with the host, or `*` */
  readonly channel: string;
  /** all where absent, also what has to be sent */
  readonly purposes?: readonly Purpose[];
  /** for people and figures; never an address */
  readonly reason: string;
  /** epoch milliseconds; for good where absent */
  readonly until?: number;
}

/** The suppression that keeps a message of a purpose back on a channel now: of several the one that lasts longest. */
export function suppressionOf(suppressions: readonly Suppression[], { channel, purpose, at }: { readonly channel: string; readonly purpose: Purpose; readonly at: number }): Suppression | undefined {
  const lastsUntil = ({ until = Infinity }: Suppression): number => until;
  return suppressions
    .filter((one) => (one.channel === channel || one.channel === '*') && one.purposes?.includes(purpose) !== false && lastsUntil(one) > at)
    .toSorted((a, b) => lastsUntil(b) - lastsUntil(a) || 0)[0];
}
