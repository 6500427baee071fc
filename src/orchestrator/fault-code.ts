import type { EffectBody } from '../customer/effect-body.js';
import { JourneyError, type JourneyErrorCode } from '../errors/index.js';

/** The code of a fault that nobody waits for, for the host's log; a stranger's error has none. */
export const faultCode = (error: unknown): JourneyErrorCode | 'Unknown' => (JourneyError.is(error) ? error.code : 'Unknown');

/** The code of what an adapter threw; its words may hold personal data and go to the host's log alone. */
export function adapterCode(kind: EffectBody['kind'], error: unknown): JourneyErrorCode {
  if (JourneyError.is(error)) return error.code;
  switch (kind) {
    case 'send': return 'ChannelFailed';
    case 'activity': return 'ActivityFailed';
    case 'handoff': return 'HandoffFailed';
    default: return 'CrmFailed';
  }
}
