import { urgencies, type ChannelAsked, type ChannelKnown, type KnownChannel } from './channel-asked.js';
import type { ChannelPolicy } from './channel-policy.js';
import { isTrusted, mayBeProven } from './channel-trust.js';
import { servesOn, takesNew } from './retirement-stage.js';

/** Why a channel cannot be had, or should not. */
export type ChannelReason = 'no-address' | 'cannot-carry' | 'text-too-long' | 'not-permitted' | 'not-accessible' | 'window-closed' | 'retiring' | 'closed' | 'too-slow' | 'time-unknown' | 'unproven' | 'disproven';

/** One question about a channel and its answer, for the decision record. */
export interface ChannelCheck {
  readonly check: 'address' | 'capability' | 'permission' | 'accessibility' | 'reply-window' | 'retirement' | 'availability' | 'urgency' | 'success';
  /** absent where nothing speaks against the channel */
  readonly failed?: ChannelReason;
  /** what is missing, the reason of the contact policy, or the stage */
  readonly by?: string;
  /** when it may be otherwise, epoch milliseconds; absent where nothing tells */
  readonly until?: number;
}

/** What a choice is made of. */
export interface ChannelQuestions { readonly policy: ChannelPolicy; readonly known: ChannelKnown; readonly asked: ChannelAsked }

/** All questions about a channel in the order in which their answers matter, so that the record says everything that spoke against it. */
export function checkChannel(questions: ChannelQuestions, channel: KnownChannel): readonly ChannelCheck[] {
  return [...checkWay(questions, channel), checkWindow(questions, channel), checkRetirement(questions, channel), checkAvailability(channel), checkUrgency(questions, channel), checkSuccess(questions, channel)];
}

/** Whether this customer could have this content on the channel at all, at some time. */
function checkWay({ known, asked }: ChannelQuestions, channel: KnownChannel): readonly ChannelCheck[] {
  return [channel.reachable ? { check: 'address' } : { check: 'address', failed: 'no-address' }, checkCapability(asked, channel), checkPermission(channel), checkAccessibility(known, channel)];
}

const isWay = (questions: ChannelQuestions, channel: KnownChannel): boolean => checkWay(questions, channel).every(({ failed }) => failed === undefined);

function checkCapability({ needs, textLength = 0 }: ChannelAsked, { capabilities, limits }: KnownChannel): ChannelCheck {
  const missing = needs.filter((need) => capabilities[need] !== true);
  if (missing.length > 0) return { check: 'capability', failed: 'cannot-carry', by: missing.join(', ') };
  return textLength <= (limits?.maxTextLength ?? Infinity) ? { check: 'capability' } : { check: 'capability', failed: 'text-too-long' };
}

function checkPermission({ permission }: KnownChannel): ChannelCheck {
  if (permission.granted) return { check: 'permission' };
  return { check: 'permission', failed: 'not-permitted', by: permission.by, ...(permission.until !== undefined && { until: permission.until }) };
}

function checkAccessibility({ cannot = [] }: ChannelKnown, { demands = [] }: KnownChannel): ChannelCheck {
  const barriers = demands.filter((demand) => cannot.includes(demand));
  return barriers.length === 0 ? { check: 'accessibility' } : { check: 'accessibility', failed: 'not-accessible', by: barriers.join(', ') };
}

/** After the window only a template goes, and only where the channel has them (care-rules 2.1 G). */
function checkWindow({ asked }: ChannelQuestions, { freeTextUntil = Infinity, capabilities }: KnownChannel): ChannelCheck {
  const passes = asked.at < freeTextUntil || (asked.asTemplate === true && capabilities.template === true);
  return passes ? { check: 'reply-window' } : { check: 'reply-window', failed: 'window-closed' };
}

/** A channel on its way out takes nothing new, unless no other is left to the customer (care-rules 3.20). */
function checkRetirement(questions: ChannelQuestions, channel: KnownChannel): ChannelCheck {
  const { stage = 'active', underWay = false } = channel;
  const { channels, excepted = false } = questions.known;
  if (takesNew(stage) || (servesOn(stage) && underWay) || (stage === 'inbound-restricted' && excepted)) return { check: 'retirement' };
  const hasOther = channels.some((other) => other !== channel && takesNew(other.stage ?? 'active') && isWay(questions, other));
  return servesOn(stage) && !hasOther ? { check: 'retirement' } : { check: 'retirement', failed: 'retiring', by: stage };
}

function checkAvailability({ open, opensAt }: KnownChannel): ChannelCheck {
  return open ? { check: 'availability' } : { check: 'availability', failed: 'closed', ...(opensAt !== undefined && { until: opensAt }) };
}

/** A time that nobody measured or declared is no promise to somebody in a hurry. */
function checkUrgency({ asked: { urgency } }: ChannelQuestions, channel: KnownChannel): ChannelCheck {
  if (urgency === undefined) return { check: 'urgency' };
  if (channel.responseMs === undefined) return { check: 'urgency', failed: 'time-unknown' };
  return answersWithin(channel) <= urgencies[urgency] ? { check: 'urgency' } : { check: 'urgency', failed: 'too-slow' };
}

/** When a first answer can be counted on, milliseconds: what is usual, or what is now where that is longer. */
export const answersWithin = ({ responseMs = Infinity, waitMs = 0 }: KnownChannel): number => Math.max(responseMs, waitMs);

function checkSuccess({ policy, asked }: ChannelQuestions, { success, trusted = false }: KnownChannel): ChannelCheck {
  if (asked.intent === undefined || isTrusted(success, trusted, policy)) return { check: 'success' };
  return { check: 'success', failed: mayBeProven(success, policy) ? 'unproven' : 'disproven' };
}
