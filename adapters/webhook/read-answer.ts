import { z } from 'zod';
import { isPrintable } from '../../src/model/printable-text.js';
import { readJson } from '../../src/model/read-json.js';
import type { SendResult } from '../../src/ports/channel.js';

/** What an answer is judged by. */
export interface AnswerRules { readonly key: string; /** bytes */ readonly maxBytes: number }

const longestWaitMs = 24 * 3_600_000;
/** 401 is the host's to put right; no message is lost over it */
const passing: readonly number[] = [401, 408, 425, 429];
const answerSchema = z.object({ id: z.string().min(1).max(255).refine(isPrintable) });

/** What became of a message, by the receiver's answer; the message's own key stands for an id that the receiver does not give. */
export async function readAnswer(response: Response, { key, maxBytes }: AnswerRules): Promise<SendResult> {
  if (response.ok) return { status: 'sent', providerId: idIn(await readSome(response, maxBytes)) ?? key };
  await response.body?.cancel();
  const { status } = response;
  if (passing.includes(status) || status >= 500) return { status: 'retry', ...waitOf(response) };
  return { status: 'refused', code: status >= 300 && status < 400 ? 'redirected' : `http-${status}` };
}

/** `undefined` for an answer that is too long: it was taken, so it must not be sent again for what the receiver says besides. */
async function readSome({ body }: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function idIn(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes === undefined ? undefined : answerSchema.safeParse(readJson(bytes)).data?.id;
  } catch {
    return undefined;
  }
}

function waitOf({ headers }: Response): { readonly retryAfterMs?: number } {
  const named = headers.get('retry-after') ?? '';
  const ms = /^\d{1,9}$/.test(named) ? Number(named) * 1_000 : Date.parse(named) - Date.now();
  return Number.isFinite(ms) ? { retryAfterMs: Math.min(Math.max(ms, 0), longestWaitMs) } : {};
}
