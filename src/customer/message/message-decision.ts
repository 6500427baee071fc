import type { ContactReason } from '../../model/contact-reason.js';
import type { Purpose } from '../../model/effect.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import type { ContactCheck } from '../../policy/contact/plain-checks.js';
import type { Turn } from '../turn.js';

/** What the rules said of one message, for a person who asks why it went, waits or did not go. */
export interface MessageDecision {
  /** of its effect */
  readonly key: string;
  /** store's clock, epoch milliseconds */
  readonly at: number;
  readonly channel: string;
  readonly purpose: Purpose;
  readonly verdict: ContactDecision['verdict'];
  readonly because?: ContactReason;
  /** of one that waits: when it is decided again, epoch milliseconds */
  readonly until?: number;
  /** of one that took another channel: which */
  readonly instead?: string;
  /** of one that was suppressed: what its journey does then */
  readonly next?: 'continue' | 'exit';
  /** everything that spoke against it */
  readonly against: readonly ContactCheck[];
}

/** how many are kept of a customer, the latest */
export const decisionsKept = 12;

/** Keeps a decision beside the customer, where the host has rules of its own: without them nothing is decided that the timeline does not say. */
export function noteDecision(turn: Turn, about: Pick<MessageDecision, 'key' | 'channel' | 'purpose'>, decision: ContactDecision): void {
  if (turn.world.contact === undefined) return;
  const { key, channel, purpose } = about;
  const noted: MessageDecision = { key, at: turn.now, channel, purpose, verdict: decision.verdict, ...rest(decision), against: decision.checks.filter(({ failed }) => failed !== undefined) };
  turn.state = { ...turn.state, decisions: [...turn.state.decisions ?? [], noted].slice(-decisionsKept) };
}

function rest(decision: ContactDecision): Pick<MessageDecision, 'because' | 'until' | 'instead' | 'next'> {
  switch (decision.verdict) {
    case 'send': return {};
    case 'wait': return { because: decision.because, until: decision.until };
    case 'other-channel': return { because: decision.because, instead: decision.channel };
    case 'suppress': return { because: decision.because, next: decision.next };
    default: return decision satisfies never;
  }
}
