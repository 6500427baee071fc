import type { RetirementPolicy } from './retirement-policy.js';
import { retirementStages, servesOn, takesNew, type RetirementStage } from './retirement-stage.js';

/** One move of a channel from its stage to another; `at` and `since`, when it came to the stage it is in, in epoch milliseconds. */
export interface StageAsked { readonly from: RetirementStage; readonly to: RetirementStage; readonly at: number; readonly since: number }

/** What is known of the channel that is to go. */
export interface StageKnown {
  /** of those who came by it before it began, the share who go elsewhere now, 0 to 1: of contacts or of customers */
  readonly moved: number;
  /** of its customers, the share who complained of it, 0 to 1 */
  readonly complaints: number;
  /** of its customers, the share who were told that it goes, 0 to 1 */
  readonly told: number;
  /** its top intents, and whether another channel that takes what is new is trusted with each */
  readonly intents: readonly { readonly intent: string; readonly trustedElsewhere: boolean }[];
  /** groups of customers who have no other channel: by consent, by address, by what they can use */
  readonly stranded: readonly string[];
  /** conversations and runs that are still on it */
  readonly underWay: number;
}

/** Why a channel does not move. */
export type StageReason = 'not-the-next' | 'too-late-to-go-back' | 'too-soon' | 'too-few-told' | 'too-few-moved' | 'too-many-complaints' | 'alternative-unproven' | 'customers-stranded' | 'still-under-way';

/** One gate and its answer. */
export interface StageCheck {
  readonly check: 'order' | 'time' | 'notice' | 'moved' | 'complaints' | 'alternatives' | 'stranded' | 'under-way';
  /** absent where the gate is open */
  readonly failed?: StageReason;
  /** the intents or groups at fault */
  readonly by?: readonly string[];
  /** when it opens, epoch milliseconds, where time alone opens it */
  readonly until?: number;
}

/** Whether the channel moves, and every gate with its answer. */
export interface StageVerdict { readonly moves: boolean; readonly checks: readonly StageCheck[] }

/**
 * Whether a channel may go one stage on towards its end, or back (care-rules 3.20). On: every gate is open. Back: to any stage before, as long as
 * something is still served on it. Who asks to stay asks for nothing and moves nowhere.
 */
export function judgeStage(policy: RetirementPolicy, known: StageKnown, asked: StageAsked): StageVerdict {
  const steps = retirementStages.indexOf(asked.to) - retirementStages.indexOf(asked.from);
  const checks = steps < 0 ? [checkBack(asked)] : [checkOrder(steps), checkTime(policy, asked), checkNotice(policy, known, asked), checkMoved(policy, known, asked), checkComplaints(policy, known), checkAlternatives(known), checkStranded(known, asked), checkUnderWay(known, asked)];
  return { moves: checks.every(({ failed }) => failed === undefined), checks };
}

const checkBack = ({ from }: StageAsked): StageCheck => (servesOn(from) ? { check: 'order' } : { check: 'order', failed: 'too-late-to-go-back' });

const checkOrder = (steps: number): StageCheck => (steps === 1 ? { check: 'order' } : { check: 'order', failed: 'not-the-next' });

/** Notice is given before nothing new is taken, and the way elsewhere is shown before nobody answers. */
function checkTime({ noticeMs, redirectMs }: RetirementPolicy, { to, at, since }: StageAsked): StageCheck {
  const until = since + (to === 'inbound-restricted' ? noticeMs : to === 'retired' ? redirectMs : 0);
  return at >= until ? { check: 'time' } : { check: 'time', failed: 'too-soon', until };
}

/** A date that nobody heard of is no notice. */
const checkNotice = ({ leastTold }: RetirementPolicy, { told }: StageKnown, { to }: StageAsked): StageCheck =>
  (takesNew(to) || told >= leastTold ? { check: 'notice' } : { check: 'notice', failed: 'too-few-told' });

const checkMoved = ({ movedFor }: RetirementPolicy, { moved }: StageKnown, { to }: StageAsked): StageCheck =>
  (moved >= movedFor[to] ? { check: 'moved' } : { check: 'moved', failed: 'too-few-moved' });

const checkComplaints = ({ mostComplaints }: RetirementPolicy, { complaints }: StageKnown): StageCheck =>
  (complaints <= mostComplaints ? { check: 'complaints' } : { check: 'complaints', failed: 'too-many-complaints' });

/** Nobody is told to go where the matter is not solved. */
function checkAlternatives({ intents }: StageKnown): StageCheck {
  const unproven = intents.filter(({ trustedElsewhere }) => !trustedElsewhere).map(({ intent }) => intent);
  return unproven.length === 0 ? { check: 'alternatives' } : { check: 'alternatives', failed: 'alternative-unproven', by: unproven };
}

/** As long as it is kept open for those who have no other, it may be closed to the rest. */
function checkStranded({ stranded }: StageKnown, { to }: StageAsked): StageCheck {
  const keepsExceptions = retirementStages.indexOf(to) <= retirementStages.indexOf('inbound-restricted');
  return keepsExceptions || stranded.length === 0 ? { check: 'stranded' } : { check: 'stranded', failed: 'customers-stranded', by: stranded };
}

const checkUnderWay = ({ underWay }: StageKnown, { to }: StageAsked): StageCheck =>
  (servesOn(to) || underWay === 0 ? { check: 'under-way' } : { check: 'under-way', failed: 'still-under-way' });
