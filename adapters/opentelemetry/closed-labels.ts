import { journeyErrorCodes } from '../../src/errors/error-codes.js';
import { JourneyError } from '../../src/errors/index.js';
import { contactReasons } from '../../src/model/contact-reason.js';
import { personalName } from '../../src/model/personal-name.js';
import type { Receipt } from '../../src/model/receipt.js';
import { other } from './telemetry-names.js';

const codes: readonly string[] = journeyErrorCodes;
/** how runs end by the library's own doing; whoever cancels one may write anything */
const endings: readonly string[] = ['done', 'ttl', 'stopped', 'merged'];
/** what a store or a queue may say of a parked event; a provider's or a journey's own words are none */
const causes: readonly string[] = [...codes, 'BehindParked', 'Paused'];

/** why a message does not go, or not yet; contact rules of a host's own may say anything */
const reasons: readonly string[] = [...contactReasons, 'no-address', 'text-too-long', 'held-out', 'best-time'];

/** What an error is called: one of the library's codes, and nothing of what it says. */
export const errorLabel = (error: unknown): string => (JourneyError.is(error) ? error.code : other);

/** A code where it is one of the library's; an adapter may put a provider's words into its own. */
export const codeLabel = (code: string): string => (codes.includes(code) ? code : code.startsWith('attempts:') ? 'attempts' : other);

/** Why a run ended, where the library ended it. */
export const endingLabel = (reason: string): string => (endings.includes(reason) ? reason : other);

/** Why a message was left out or waits. */
export const reasonLabel = (reason: string): string => (reasons.includes(reason) ? reason : other);

/** Why an event was kept for a person. */
export const causeLabel = (cause: string): string => (causes.includes(cause) ? cause : other);

/** An event's type where a journey declares it and it looks like nobody's address: of all others it is only what somebody sent. A hash would not do: whoever tries all telephone numbers has undone it. */
export function eventLabel(type: string, receipt: Receipt): string {
  const known = receipt.status === 'duplicate' ? receipt.first : receipt;
  return known === undefined || known.status === 'busy' || known.reason === 'UnknownEvent' || personalName(type, 'type') !== undefined ? other : type;
}
