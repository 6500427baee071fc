import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { readJson } from '../../src/model/read-json.js';

/** A user id: readable text, nothing invisible in it. */
export const userSchema = z.string().regex(/^\P{C}{1,256}$/u);
const id = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const sealedKey = z.string().min(1).max(1_024);

const hello = z.object({ type: z.literal('hello'), user: userSchema.optional(), conversation: z.string().max(2_048).optional(), seen: sealedKey.optional() });
const message = z.object({ type: z.literal('message'), id, text: z.string().min(1) });
/** what a mirror sends back: our own frame, or our own key in the place of an id */
const echo = z.object({ type: z.literal('message'), key: sealedKey }).or(z.object({ type: z.literal('message'), id: sealedKey }).transform(({ type, id: key }) => ({ type, key })));
const event = z.object({ type: z.literal('event'), id, event: z.object({ type: z.string().max(200), data: z.record(z.string(), z.unknown()) }) });
const receipt = z.object({ type: z.enum(['received', 'read']), key: sealedKey });
const clientFrame = z.union([hello, message, event, receipt]);

/** What a client may say. */
export type ClientFrame = z.infer<typeof clientFrame>;
export type Hello = z.infer<typeof hello>;
/** What a client may say after its hello. */
export type Said = Exclude<ClientFrame, Hello>;

/** What the server says. `again`: the client should send the same frame with the same id later. */
export type ServerFrame =
  | { readonly type: 'welcome'; readonly conversation: string; readonly resumed: boolean }
  | { readonly type: 'accepted'; readonly id: string }
  | { readonly type: 'failed'; readonly id?: string; readonly code: string; readonly again: boolean; readonly retryAfterMs?: number }
  | { readonly type: 'message'; readonly key: string; readonly text: string; readonly buttons?: readonly string[]; readonly mediaUrl?: string };

/** What it takes to read a frame. */
export interface FrameReading { readonly strict: boolean; isOurs(key: string): boolean }

/** One frame as it came; `undefined` for a frame of our own that came back. Errors: `InvalidEncoding`, `InvalidJson`, `InvalidInput`, and `DuplicateKey` where it is strict. */
export function readClientFrame(bytes: Uint8Array, reading: FrameReading): ClientFrame | undefined {
  const value = readJson(bytes, reading);
  const mirrored = echo.safeParse(value);
  if (mirrored.success && reading.isOurs(mirrored.data.key)) return undefined;
  const read = clientFrame.safeParse(value);
  if (!read.success) throw new JourneyError('InvalidInput', 'The frame is none of the kinds a client may send.');
  return read.data;
}
