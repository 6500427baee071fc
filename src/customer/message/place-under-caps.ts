import type { Purpose } from '../../model/effect.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import { commitSend, releaseSend, type CountedSends } from '../../policy/caps/counted-sends.js';
import type { CustomerState } from '../customer-state.js';
import type { SendBody } from '../effect-body.js';
import type { Turn } from '../turn.js';
import type { TurnWorld } from '../turn-world.js';
import { rulesOf } from './ask-contact.js';

/** Whether a message may have a place under the caps; also under one that the host has taken out of its rules since. */
export const mayHavePlace = (world: TurnWorld, { sends = [] }: CustomerState, { key, body }: { readonly key: string; readonly body: SendBody }): boolean =>
  rulesOf(world).counts(body) || sends.some((send) => send.key === key);

/** Takes a place under the caps for a message, in the commit that decides it (care-rules 3.16). One that gives way to a more important one leaves it the place. */
export function takePlace(turn: Turn, { key, channel, purpose }: { readonly key: string; readonly channel: string; readonly purpose: Purpose }, decision: ContactDecision): void {
  if (decision.verdict === 'wait' && decision.because === 'lower-priority') return freePlace(turn, key);
  if (rulesOf(turn.world).counts({ channel, purpose })) keep(turn, (sends, rules) => rules.reserve(sends, { key, channel, purpose, at: turn.now }));
}

/** Its place is used: it went, or nobody can say that it did not. */
export function usePlace(turn: Turn, key: string): void {
  keep(turn, (sends) => commitSend(sends, key, turn.now));
}

/** Its place is free again: it will not go. */
export function freePlace(turn: Turn, key: string): void {
  keep(turn, (sends) => releaseSend(sends, key));
}

function keep(turn: Turn, change: (sends: CountedSends, rules: ReturnType<typeof rulesOf>) => CountedSends): void {
  const rules = rulesOf(turn.world);
  const before = turn.state.sends ?? [];
  const sends = rules.prune(change(before, rules), turn.now);
  if (sends !== before) turn.state = { ...turn.state, sends };
}
