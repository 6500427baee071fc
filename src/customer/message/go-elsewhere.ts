import { effectKey, parseEffectKey } from '../../model/effect-key.js';
import type { Draft, SendBody } from '../effect-body.js';
import type { Turn } from '../turn.js';

/** A message in the outbox. */
export interface Kept { readonly key: string; readonly body: SendBody }

/** The channels kept in reserve for a message that waits, whose addresses are the customer's still. */
export const elsewhereOf = ({ world, state }: Pick<Turn, 'world' | 'state'>, elsewhere: readonly Draft[] = []): readonly string[] =>
  elsewhere.filter(({ channel, message }) => state.identities.includes(`${world.channels[channel]?.identityNamespace ?? ''}:${message.to}`)).map(({ channel }) => channel);

/** The message that goes on another channel in the place of one that waited, as it was rendered when that was decided. */
export function toElsewhere({ key, body }: Kept, to: string): Kept | undefined {
  const { again, ...rest } = body;
  const draft = again?.elsewhere?.find(({ channel }) => channel === to);
  if (again === undefined || draft === undefined) return undefined;
  const { channel, message, carries } = draft;
  return { key: keyElsewhere(key), body: { ...rest, channel, message, again: { ...again, carries, elsewhere: again.elsewhere?.filter((other) => other !== draft) ?? [] } } };
}

/** A message in the queue of its channel goes nowhere else: it may have gone there already. */
export function withoutElsewhere({ again, ...body }: SendBody): SendBody {
  const { elsewhere: _notAnyMore, ...asked } = again ?? {};
  return again === undefined ? body : { ...body, again: { ...asked, decidedAt: again.decidedAt } };
}

/** Another message has a key of its own: that of the one whose place it takes, with an index which no effect of its step has. */
function keyElsewhere(key: string): string {
  const { index, ...parts } = parseEffectKey(key);
  return effectKey({ ...parts, index: index + beyondAnyStep });
}
const beyondAnyStep = 1_000_000;
