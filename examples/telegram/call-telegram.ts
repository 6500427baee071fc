import { z } from 'zod';

const answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});
/** What Telegram says to one call. */
export type TelegramAnswer = z.infer<typeof answer>;

/** One call of the Bot API; rejects where nobody answers or `signal` aborts. `bot` is the API's address with the token in it. */
export async function callTelegram(bot: string, method: string, body: object, signal: AbortSignal): Promise<TelegramAnswer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${bot}/${method}`, { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'error' });
  return answer.parse(await response.json());
}
