import type { Readable } from 'node:stream';
import type { Receipt } from 'throughline';
import type { DeathAt } from './in-place-of/src/orchestrator/failpoint.js';

/** An event as somebody around the host tells it. */
export interface Told { readonly source: string; readonly id: string; readonly type: string; readonly data: object; readonly who: readonly (string | { readonly namespace: string; readonly value: string; readonly verified: true })[]; readonly via?: { readonly channel: string } }
/** What a provider says of a message it was given. */
export interface Arrived { readonly channel: string; readonly id: string; readonly providerId: string }
/** What the outside was asked for. */
export interface Called { readonly by: 'shop' | 'crm' | 'desk' | 'webchat' | 'sms' | 'email'; readonly did: string; readonly key: string; readonly what: object }

/** What the host hears, a line each: `n` names what is to be answered. */
export type ToHost =
  | { readonly type: 'begin'; readonly file: string; readonly now: number; readonly death?: DeathAt }
  | { readonly type: 'time'; readonly now: number }
  | { readonly type: 'told'; readonly n: number; readonly told: Told }
  | { readonly type: 'arrived'; readonly n: number; readonly arrived: Arrived }
  | { readonly type: 'answer'; readonly n: number; readonly answer: unknown }
  | { readonly type: 'end' };
/** What the host says. `taken` is the acknowledgement. */
export type FromHost =
  | { readonly type: 'begins' }
  | { readonly type: 'open' }
  | { readonly type: 'heard time' }
  | { readonly type: 'taken'; readonly n: number; readonly receipt?: Receipt; readonly error?: string }
  | { readonly type: 'called'; readonly n: number; readonly called: Called }
  | { readonly type: 'dies'; readonly at: string }
  | { readonly type: 'ended' };

export const toLine = (said: object): string => `${JSON.stringify(said)}\n`;

/** Hears whole lines; one that a kill cut off was not said. */
export function hearLines<T>(stream: Readable, hear: (said: T) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(JSON.parse(line) as T);
  });
}
