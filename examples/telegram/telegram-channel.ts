import { z } from 'zod';
import type { Channel, SendResult } from 'throughline/ports';
import { callTelegram, type TelegramAnswer } from './call-telegram.js';
import { listenTelegram } from './listen-telegram.js';

/** The bot's token, as BotFather gives it; `url` and `pauseMs` (default 1,000) are for tests. */
export interface TelegramChannelConfig { readonly token: string; readonly url?: string; readonly pauseMs?: number }

/** Chats with a Telegram bot: words go out and come in, by calls to the Bot API. */
export function createTelegramChannel({ token, url = 'https://api.telegram.org', pauseMs = 1_000 }: TelegramChannelConfig) {
  const bot = `${url}/bot${token}`;
  const closing = new AbortController();
  let listening: Promise<void> | undefined;
  return {
    contract: 1,
    name: 'telegram',
    identityNamespace: 'telegram',
    capabilities: { text: true, inbound: true },
    limits: { maxTextLength: 4_096, perSecond: 30 },
    async open(deliver) {
      listening = listenTelegram(deliver, { bot, signal: closing.signal, pauseMs });
    },
    async send({ to, text }, { signal }) {
      if (!/^\d+$/.test(to)) return { status: 'refused', code: 'not-a-chat' };
      try {
        const stop = AbortSignal.any([signal, closing.signal]);
        return toResult(to, await callTelegram(bot, 'sendMessage', { chat_id: to, text }, stop));
      } catch {
        // nobody answered, or we were told to stop; without a reason to quote, as the address holds the token
        return { status: 'retry' };
      }
    },
    async close() {
      closing.abort();
      await listening;
    },
  } as const satisfies Channel;
}

function toResult(to: string, { ok, result, error_code: code, parameters }: TelegramAnswer): SendResult {
  if (ok) return { status: 'sent', providerId: `${to}/${z.object({ message_id: z.number() }).parse(result).message_id}` };
  // 400: no such chat; 403: the customer has blocked the bot. A token that ran out is ours to renew
  if (code === 400 || code === 403) return { status: 'refused', code: `telegram-${code}` };
  const seconds = parameters?.retry_after;
  return { status: 'retry', ...(seconds !== undefined && { retryAfterMs: 1_000 * seconds }) };
}
