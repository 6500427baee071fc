import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable, type Deliver, type Inbound } from 'throughline/ports';
import { z } from 'zod';
import { callTelegram } from './call-telegram.js';

const updates = z.array(z.object({ update_id: z.number(), message: z.unknown().optional() }));
const words = z.object({ message_id: z.number(), date: z.number(), text: z.string(), chat: z.object({ id: z.number(), type: z.literal('private') }) });

/** Where to listen, until when, and how long to rest after something went wrong. */
export interface Listening { readonly bot: string; readonly signal: AbortSignal; readonly pauseMs: number }

/** Asks for news until `signal` aborts. Asking with an `offset` tells Telegram that all before it is ours: so only after `deliver`. */
export async function listenTelegram(deliver: Deliver, { bot, signal, pauseMs }: Listening): Promise<void> {
  let offset: number | undefined;
  while (!signal.aborted) {
    try {
      const { result } = await callTelegram(bot, 'getUpdates', { offset, timeout: 25, allowed_updates: ['message'] }, signal);
      const news = updates.parse(result);
      // after a quiet week the numbers begin anywhere
      if (news.length === 0) offset = undefined;
      for (const { update_id: id, message } of news) {
        await deliver([toInbound(id, message)]).catch(unlessForGood);
        offset = id + 1;
      }
    } catch {
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}

function toInbound(id: number, message: unknown): Inbound {
  const { data } = words.safeParse(message);
  if (data === undefined) return { kind: 'unreadable', id: `update-${id}`, reason: 'no-words' };
  const { message_id: number, chat, text, date } = data;
  // who writes is logged in to Telegram, so it is them
  return { kind: 'message', id: `${chat.id}/${number}`, from: String(chat.id), text, at: 1_000 * date, verified: true };
}

/** What the host will never take is not asked for again; all else is. */
function unlessForGood(error: unknown): void {
  if (isRetryable(error)) throw error;
}
