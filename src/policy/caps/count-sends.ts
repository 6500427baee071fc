import { reachOf } from './cap-window.js';
import { inOrder, type CountedSend, type CountedSends } from './counted-sends.js';
import { isCapped, type FrequencyCap } from './frequency-cap.js';

/** Takes a place for a message that was decided, to be committed with that decision. A message that no cap counts is not kept. */
export function reserveSend(sends: CountedSends, caps: readonly FrequencyCap[], send: Omit<CountedSend, 'state'>): CountedSends {
  if (!caps.some((cap) => isCapped(cap, send)) || sends.some(({ key }) => key === send.key)) return sends;
  return inOrder([...sends, { key: send.key, channel: send.channel, purpose: send.purpose, state: 'reserved', at: send.at }]);
}

/** Forgets what counts for no cap any more, so that the record stays as short as the caps are. */
export function pruneSends(sends: CountedSends, caps: readonly FrequencyCap[], now: number): CountedSends {
  const kept = sends.filter((send) => send.state === 'reserved' || caps.some((cap) => isCapped(cap, send) && send.at > now - reachOf(cap.window)));
  return kept.length === sends.length ? sends : kept;
}
