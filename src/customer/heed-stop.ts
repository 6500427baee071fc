import { consentReviewedSchema, type UnclearStop } from '../model/consent.js';
import { isWithdrawn } from '../policy/consent-of.js';
import { readStop } from '../policy/stop/read-stop.js';
import type { Arrival } from './decide-event.js';
import { sayConsent } from './merge/said-by.js';
import { count, noteFate, type Turn } from './turn.js';

/** What the journeys hear of a stop: it took effect and is to be confirmed, or a person has to look at it. */
type Heeded = { readonly type: 'message.stopped' | 'message.unclear-stop'; readonly data: { readonly channel: string; readonly event?: string } };

/**
 * A message that asks for no more and says nothing else ends marketing, surveys and service on its channel. On a live channel, where nobody
 * writes unless the customer is there, answers go on. One that is not clear ends nothing and is kept until a person has looked at it. The
 * message still goes to the journeys. A stop that changes nothing is not told: it was confirmed before.
 */
export function heedStop(turn: Turn, arrival: Arrival): Heeded | undefined {
  const { id, type, data, via, source = '' } = arrival;
  if (type === 'consent.reviewed') return heedReview(turn, arrival);
  if (via === undefined || type !== 'message.received' || !('text' in data) || typeof data.text !== 'string') return undefined;
  const { channel } = via;
  switch (readStop(data.text)) {
    case 'stop':
      count(turn, `consent.${channel}.stopped`);
      keepUnclear(turn, unclearIn(turn).filter((one) => one.channel !== channel));
      return stop(turn, { channel, source, at: turn.now });
    case 'unclear': return askPerson(turn, { channel, event: id, at: turn.now });
    default: return undefined;
  }
}

/** of a customer, and as many that were read as no stop: more than a person will read or take back */
const mostUnclear = 100;

function askPerson(turn: Turn, unclear: UnclearStop): Heeded {
  const { channel, event, at } = unclear;
  count(turn, `consent.${channel}.unclear`);
  keepUnclear(turn, [...unclearIn(turn), { ...unclear, ...(turn.origin !== undefined && { origin: turn.origin }) }]);
  turn.notices.push({ type: 'consent.unclear', notice: { tenant: turn.tenant, customer: turn.customer, at, channel, event } });
  return { type: 'message.unclear-stop', data: { channel, event } };
}

/**
 * What a person found: a stop counts from when it was written, so that whoever agreed since stays. What was read as no stop is kept, for the
 * person may have been wrong; a stop is taken back by a consent only.
 */
function heedReview(turn: Turn, { data, source = '' }: Arrival): Heeded | undefined {
  const { channel, event, stop: isStop, evidence } = consentReviewedSchema.parse(data);
  const kept = unclearIn(turn).find((one) => one.channel === channel && one.event === event);
  if (kept === undefined || (kept.isNone === true && !isStop)) {
    noteFate(turn, { journey: '', did: 'ignored', reason: 'NotHandled', because: kept === undefined ? 'nothing unclear is kept of this message' : 'a person had read it as no stop' });
    return undefined;
  }
  const others = unclearIn(turn).filter((one) => one !== kept);
  keepUnclear(turn, isStop ? others : [...others, { ...kept, isNone: true }]);
  count(turn, `consent.${channel}.reviewed`);
  noteFate(turn, { journey: '', did: 'stayed', because: isStop ? 'a person read it as a stop' : 'a person read it as no stop' });
  return isStop ? stop(turn, { channel, source, at: kept.at, ...(evidence !== undefined && { evidence }) }) : undefined;
}

const unclearIn = ({ state }: Turn): NonNullable<Turn['state']['unclearStops']> => state.unclearStops ?? [];

function keepUnclear(turn: Turn, all: NonNullable<Turn['state']['unclearStops']>): void {
  if (all.length === 0 && unclearIn(turn).length === 0) return;
  const newest = (isNone: boolean): typeof all => all.filter((one) => (one.isNone === true) === isNone).slice(-mostUnclear);
  turn.state = { ...turn.state, unclearStops: [...newest(true), ...newest(false)] };
}

interface Stop { readonly channel: string; readonly source: string; readonly at: number; readonly evidence?: string }

/** Withdraws what a stop ends; told where any of it was not withdrawn before and is now. */
function stop(turn: Turn, said: Stop): Heeded | undefined {
  const { channel } = said;
  const live = turn.world.channels[channel]?.capabilities.live === true;
  const purposes = live ? (['marketing', 'survey'] as const) : (['marketing', 'survey', 'service'] as const);
  const isOver = (purpose: (typeof purposes)[number]): boolean => isWithdrawn(turn.state.consents ?? [], { channel, purpose });
  const open = purposes.filter((purpose) => !isOver(purpose));
  for (const purpose of purposes) sayConsent(turn, { ...said, purpose, state: 'withdrawn' });
  return open.some(isOver) ? { type: 'message.stopped', data: { channel } } : undefined;
}
