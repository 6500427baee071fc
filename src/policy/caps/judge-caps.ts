import type { Purpose } from '../../model/effect.js';
import { anyZone, type PossibleZones } from '../time/possible-zones.js';
import { calendarWindow, type CapWindow } from './cap-window.js';
import type { CountedSend, CountedSends } from './counted-sends.js';
import { isCapped, type FrequencyCap } from './frequency-cap.js';

/** What is asked of caps: one message, at a moment in epoch milliseconds. Its key stands among `sends` where it was reserved before. */
export interface CapsAsked {
  readonly key: string;
  readonly channel: string;
  readonly purpose: Purpose;
  readonly at: number;
  readonly where: PossibleZones;
  readonly sends: CountedSends;
  /** keys of messages that an adapter was given and has not answered for */
  readonly underWay?: ReadonlySet<string>;
}

/** `until`: the first moment at which the cap may have a place again, epoch milliseconds. */
export type CapsVerdict = { readonly within: true } | { readonly within: false; readonly cap: string; readonly until: number };

/**
 * Whether one more message stays within every cap, counted over all journeys of the customer (care-rules 3.16). To be asked when a message is
 * decided, and then reserved in the same commit, and again when it leaves: over any window, no more are sent than the cap allows. Who may be
 * in several zones is counted in the one in which most were sent.
 */
export function judgeCaps(caps: readonly FrequencyCap[], asked: CapsAsked): CapsVerdict {
  let longest: Extract<CapsVerdict, { within: false }> | undefined;
  for (const cap of caps) {
    if (!isCapped(cap, asked) || placesLeft(cap, asked) > 0) continue;
    const until = freeAgain(cap, asked);
    if (longest === undefined || until > longest.until) longest = { within: false, cap: cap.name, until };
  }
  return longest ?? { within: true };
}

/** How many more messages a cap has room for, this one included; none left is 0 or less. */
export function placesLeft(cap: FrequencyCap, asked: CapsAsked): number {
  return cap.most - Math.max(...countsOf(cap.window, asked, rivalsOf(cap, asked)));
}

/**
 * Those that have their place before this one: all that were sent or are under way, and of those that only wait the earlier ones. Were it all
 * of them, two that have one place between them, since a cap was lowered or two customers are one, would wait for each other for ever.
 */
function rivalsOf(cap: FrequencyCap, { key, sends, underWay }: CapsAsked): CountedSends {
  const own = sends.find((send) => send.key === key);
  return sends.filter((send) => send.key !== key && isCapped(cap, send) && (own === undefined || send.state === 'sent' || underWay?.has(send.key) === true || isBefore(send, own)));
}

const isBefore = (send: CountedSend, own: CountedSend): boolean => send.at < own.at || (send.at === own.at && send.key < own.key);

/** How many count now, in each zone that matters. */
function countsOf(window: CapWindow, { at, where }: CapsAsked, rivals: CountedSends): readonly number[] {
  const counted = (isIn: (sentAt: number) => boolean): number => rivals.filter((send) => send.state === 'reserved' || isIn(send.at)).length;
  if (window.kind === 'rolling') return [counted((sentAt) => sentAt > at - window.ms)];
  return zonesOf(window, where).map((zone) => {
    const { from } = calendarWindow(window, zone, at);
    return counted((sentAt) => sentAt >= from);
  });
}

const zonesOf = ({ zone }: Extract<CapWindow, { kind: 'calendar' }>, { zones }: PossibleZones): readonly string[] => {
  if (zone !== 'customer') return [zone];
  return zones.length === 0 ? anyZone : zones;
};

/** As if all that is reserved were sent now. */
function freeAgain(cap: FrequencyCap, asked: CapsAsked): number {
  const { window, most } = cap;
  if (window.kind === 'calendar') return Math.max(...zonesOf(window, asked.where).map((zone) => calendarWindow(window, zone, asked.at).until));
  const times = rivalsOf(cap, asked).map((send) => (send.state === 'reserved' ? asked.at : send.at)).filter((at) => at > asked.at - window.ms).toSorted((a, b) => a - b);
  return (times.at(-most) ?? asked.at) + window.ms;
}
