import { suppressionLiftedSchema, suppressionSaidSchema } from '../model/suppression-said.js';
import type { Suppression } from '../policy/contact/suppression.js';
import type { Arrival } from './decide-event.js';
import { noteFate, type Turn } from './turn.js';

/** A suppression as it is kept: when it was said, store's clock, and by which source. */
export interface SaidSuppression extends Suppression { readonly at: number; readonly source: string }

/** Keeps that an address must not be written to; said again for the same channel with the same reason it takes the place of what was said before. */
export function addSuppression(turn: Turn, { data, source = '' }: Arrival): void {
  const said: SaidSuppression = { ...suppressionSaidSchema.parse(data), at: turn.now, source };
  turn.state = { ...turn.state, suppressions: [...without(turn, said), said] };
  noteFate(turn, { journey: '', did: 'stayed', because: `nothing more is sent to this customer on ${said.channel === '*' ? 'any channel' : `'${said.channel}'`} (${said.reason})` });
}

/** Forgets suppressions that the host lifts. */
export function liftSuppression(turn: Turn, { data }: Arrival): void {
  const before = turn.state.suppressions ?? [];
  const suppressions = without(turn, suppressionLiftedSchema.parse(data));
  const lifted = before.length - suppressions.length;
  if (lifted > 0) turn.state = { ...turn.state, suppressions };
  noteFate(turn, { journey: '', did: 'stayed', because: lifted > 0 ? 'the suppression is lifted' : 'there was no such suppression' });
}

const without = ({ state }: Turn, { channel, reason }: { readonly channel: string; readonly reason?: string }): readonly SaidSuppression[] =>
  (state.suppressions ?? []).filter((one) => one.channel !== channel || (reason !== undefined && one.reason !== reason));
