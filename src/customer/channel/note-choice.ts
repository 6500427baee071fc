import type { LaneEntry } from '../../ports/store.js';
import type { ChannelDecision } from '../../routing/choose-channel.js';
import { count, type Turn } from '../turn.js';
import type { Choosing } from './choose-for.js';

/** A choice of a channel as it was made: what was asked, what was decided, and for every channel why or why not. */
export interface ChosenChannel { readonly key: string; readonly at: number; readonly instance?: string; readonly asked: Omit<Choosing, 'key'>; readonly decision: ChannelDecision }

/** Rows that hold the newest choices, each used again once it is the oldest. */
export const choiceRows = { prefix: 'choice/', kept: 10 } as const;

/** Keeps a choice for who asks later why. */
export function noteChoice(turn: Turn, { key, instance, asked: { key: _key, ...asked }, decision }: { readonly key: string; readonly instance: string; readonly asked: Choosing; readonly decision: ChannelDecision }): void {
  const number = turn.state.choices ?? 0;
  const chosen: ChosenChannel = { key, at: turn.now, instance, asked, decision };
  turn.rows.set(`${choiceRows.prefix}${String(number % choiceRows.kept).padStart(2, '0')}`, JSON.stringify(chosen));
  turn.state = { ...turn.state, choices: number + 1 };
  count(turn, decision.verdict === 'chosen' ? `channel.${decision.channel}.chosen.${decision.because}` : `channel.none.${decision.because}`);
}

/** Reads the choices that are kept, the newest first. */
export const readChoices = (rows: readonly LaneEntry[]): readonly ChosenChannel[] =>
  rows.map(({ value }): ChosenChannel => JSON.parse(value)).toSorted((one, other) => other.at - one.at);
