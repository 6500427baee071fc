import type { Choices } from '../../journey/step/differential/choices.js';
import { hostileText, hostileValue } from './hostile-values.js';
import { hostileType } from './spoil.js';

const fields = ['id', 'from', 'text', 'event', 'at', 'tenant', 'conversation', 'namespace', 'verified', 'providerId', 'state', 'reason'] as const;

/** What an adapter that was careless with its provider's words may deliver. */
export function hostileInbound(choices: Choices): readonly unknown[] {
  const number = choices.number(99);
  const base = choices.of<object>([
    { kind: 'message', id: `m${number}`, from: `u${number}`, text: 'hello' },
    { kind: 'event', id: `v${number}`, from: `u${number}`, event: { type: choices.chance(50) ? 'visit.began' : hostileType(choices), data: {} } },
    { kind: 'receipt', id: `r${number}`, providerId: 'p-1', state: 'delivered' },
    { kind: 'unreadable', id: `x${number % 10}`, reason: hostileText(choices) },
  ]);
  return [{ ...base, ...Object.fromEntries(choices.times(0, 2, () => [choices.of(fields), choices.chance(50) ? hostileText(choices) : hostileValue(choices)])) }];
}
