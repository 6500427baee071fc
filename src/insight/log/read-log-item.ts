import type { LoggedEntry, LogItem, Noticed, RunMove } from './log-item.js';
import { readServiceEvent } from './service-event.js';

/** What is believed of a clock that is not the store's, milliseconds. */
export interface ClockPolicy {
  /** what says to have happened later than this after it was accepted is taken to have happened then, and counted as skewed */
  readonly skewMs: number;
  /** what says to have happened longer than this before it was accepted is counted as late and not taken */
  readonly latenessMs: number;
}

/** Why an entry does not count: it came too late, or it cannot be read. */
export type Unfit = 'late' | 'unreadable';

interface Body {
  readonly direction?: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly event?: string;
  readonly type?: string;
  readonly suppressed?: string;
  readonly acknowledgement?: boolean;
  readonly id?: string;
  readonly key?: string;
  readonly data?: { readonly channel?: string; readonly messageId?: string };
  readonly occurredAt?: number;
  readonly outcome?: string;
  readonly survey?: string;
  readonly kind?: string;
  readonly rating?: number;
  readonly confirmed?: boolean;
  readonly cost?: number;
  readonly intent?: { readonly name?: string; readonly sentiment?: number } | string;
  readonly receipt?: { readonly moved?: readonly Moved[] };
  readonly fates?: readonly { readonly move?: Moved }[];
}
interface Moved { readonly instance: string; readonly journey: string; readonly version?: number; readonly from?: readonly string[]; readonly to: readonly string[] }

/** Reads what an entry of the log says to the figures; `undefined` where it says nothing. A text that is no entry of this library is `unreadable`. */
export function readLogItem(entry: LoggedEntry, policy: ClockPolicy): LogItem | Unfit | undefined {
  const body = bodyOf(entry.body);
  if (body === undefined) return 'unreadable';
  const place = { customer: entry.lane, position: entry.position, at: entry.at };
  switch (entry.kind) {
    case 'interaction': return contactOf(body, place);
    case 'event': return eventOf(body, place, policy);
    case 'decision': return decisionOf(body, place);
    case 'web': return { ...place, kind: 'viewed', what: body.type ?? '' };
    default: return undefined;
  }
}

function bodyOf(text: string): Body | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Body) : undefined;
  } catch {
    return undefined;
  }
}

type Place = Pick<LogItem, 'customer' | 'position' | 'at'>;

/** What was not sent was not said. */
function contactOf({ direction, channel, thread, event, key, suppressed, acknowledgement }: Body, place: Place): LogItem | undefined {
  if (channel === undefined || thread === undefined || suppressed !== undefined) return undefined;
  const contact = { ...place, thread, channel, ...(event !== undefined && { event }) };
  if (direction === 'in') return { ...contact, kind: 'heard' };
  return { ...contact, kind: 'said', ...(key !== undefined && { key }), ...(acknowledgement === true && { acknowledgement }) };
}

const receipts = { 'message.delivered': 'delivered', 'message.opened': 'opened', 'message.clicked': 'clicked', 'message.failed': 'failed' } as const;
const isReceipt = (type: string): type is keyof typeof receipts => Object.hasOwn(receipts, type);

function eventOf(body: Body, place: Place, policy: ClockPolicy): LogItem | Unfit | undefined {
  const { type = '', data, id } = body;
  if (isReceipt(type)) return noticeOf(receipts[type], { ...place, channel: data?.channel, key: data?.messageId });
  const told = readServiceEvent(type, data);
  if (told === 'unreadable') return told;
  const said = told === undefined ? undefined : saidTime(body.occurredAt, place.at, policy);
  if (said === 'late') return said;
  return happened({ ...place, ...(said?.at !== undefined && { at: said.at }) }, {
    event: id, intent: intentOf(body), sentiment: sentimentOf(body), moves: movesOf(body.receipt?.moved), told, skewed: said?.skewed,
  });
}

const intentOf = ({ intent }: Body): string | undefined => (typeof intent === 'string' ? intent : intent?.name);

function noticeOf(kind: Noticed['kind'], { channel, key, ...place }: Place & { readonly channel: string | undefined; readonly key: string | undefined }): Noticed | undefined {
  return channel === undefined ? undefined : { ...place, kind, what: channel, ...(key !== undefined && { key }) };
}

/** A number that is none says nothing. */
function sentimentOf({ intent }: Body): number | undefined {
  const said = typeof intent === 'object' ? intent.sentiment : undefined;
  return said !== undefined && said >= -1 && said <= 1 ? said : undefined;
}

/** What moved without an event, a message that was given up, and what a journey said: how a contact ended, and what a survey gave. */
function decisionOf(body: Body, place: Place): LogItem | Unfit | undefined {
  const { type = '', outcome, confirmed, cost, survey, kind, rating, channel, key, fates } = body;
  if (type === 'effect.dead') return noticeOf('failed', { ...place, channel, key });
  const intent = intentOf(body);
  const told = readServiceEvent(type, { outcome, confirmed, cost, survey, kind, rating, ...(channel !== undefined && { channel }), ...(intent !== undefined && { intent }) });
  return told === 'unreadable' ? told : happened(place, { told, moves: movesOf(fates?.flatMap(({ move }) => move ?? [])) });
}

/** Contacts keep the store's time; what people and other systems tell of keeps its own, as far as that can be. */
function saidTime(occurredAt: number | undefined, acceptedAt: number, { skewMs, latenessMs }: ClockPolicy): { readonly at: number; readonly skewed?: true } | 'late' {
  if (occurredAt === undefined) return { at: acceptedAt };
  if (occurredAt > acceptedAt + skewMs) return { at: acceptedAt, skewed: true };
  return occurredAt < acceptedAt - latenessMs ? 'late' : { at: Math.min(occurredAt, acceptedAt) };
}

type Said = { readonly [K in 'event' | 'intent' | 'sentiment' | 'moves' | 'told' | 'skewed']?: Extract<LogItem, { kind: 'happened' }>[K] | undefined };

function happened(place: Place, { event, intent, sentiment, moves, told, skewed }: Said): LogItem | undefined {
  if (intent === undefined && sentiment === undefined && moves === undefined && told === undefined) return undefined;
  return {
    ...place, kind: 'happened',
    ...(event !== undefined && { event }), ...(intent !== undefined && { intent }), ...(sentiment !== undefined && { sentiment }), ...(moves !== undefined && { moves }),
    ...(told !== undefined && { told }), ...(skewed !== undefined && { skewed }),
  };
}

function movesOf(moved: readonly Moved[] = []): readonly RunMove[] | undefined {
  if (moved.length === 0) return undefined;
  return moved.map(({ instance, journey, version, from, to }) => ({ instance, journey, ...(version !== undefined && { version }), ...(from !== undefined && { from: from.join('+') }), to: to.join('+') }));
}
