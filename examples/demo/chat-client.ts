import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export interface ChatMessage { readonly key: string; readonly text: string; readonly buttons?: readonly string[]; readonly mediaUrl?: string }
export interface ChatOptions { readonly url: string; readonly user?: string; readonly onMessage: (message: ChatMessage) => void; readonly onRepeated?: (message: ChatMessage) => void }
export interface Chat {
  /**
   * Resolves when the server has durably accepted it; comes back after a dropped line. Rejects where it will never be taken. The same
   * words under the same `id` count once.
   */
  say(text: string, id?: string): Promise<void>;
  close(): void;
}
interface Waiting extends PromiseWithResolvers<void> { readonly text: string }
interface Frame extends ChatMessage { readonly type: string; readonly id: string; readonly code: string; readonly again: boolean; readonly retryAfterMs?: number; readonly conversation: string }

/** A customer's side of the chat: keeps its conversation, says again what was not accepted, and hears every message once, however often it comes. */
export const connectChat = (options: ChatOptions): Chat => new ChatClient(options);

class ChatClient implements Chat {
  readonly #options: ChatOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #heard = new Set<string>();
  #socket: WebSocket | undefined;
  #conversation: string | undefined;
  #seen: string | undefined;
  #failures = 0;
  #closed = false;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#connect();
  }

  say(text: string, id: string = randomUUID()): Promise<void> {
    const said = this.#waiting.get(id) ?? { text, ...Promise.withResolvers<void>() };
    this.#waiting.set(id, said);
    this.#send(id);
    return said.promise;
  }

  close(): void {
    this.#closed = true;
    this.#socket?.close();
    for (const id of this.#waiting.keys()) this.#settle(id)?.reject(new Error('closed'));
  }

  #connect(): void {
    if (this.#closed) return;
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    socket.on('open', () => this.#tell({ type: 'hello', user: this.#options.user, conversation: this.#conversation, seen: this.#seen }));
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    socket.on('error', () => {});
    socket.on('close', () => setTimeout(() => this.#connect(), Math.min(100 * 2 ** this.#failures++, 1_000)));
  }

  #hear(frame: Frame): void {
    if (frame.type === 'welcome') this.#welcome(frame.conversation);
    if (frame.type === 'accepted') this.#settle(frame.id)?.resolve();
    if (frame.type === 'failed' && frame.again) setTimeout(() => this.#send(frame.id), frame.retryAfterMs ?? 1_000);
    if (frame.type === 'failed' && !frame.again) this.#settle(frame.id)?.reject(new Error(frame.code));
    if (frame.type === 'message') this.#receive(frame);
  }

  #welcome(conversation: string): void {
    this.#conversation = conversation;
    this.#failures = 0;
    for (const id of this.#waiting.keys()) this.#send(id);
  }

  #receive({ key, text, buttons, mediaUrl }: ChatMessage): void {
    this.#tell({ type: 'received', key });
    this.#seen = key;
    const message = { key, text, ...(buttons && { buttons }), ...(mediaUrl && { mediaUrl }) };
    if (this.#heard.has(key)) return this.#options.onRepeated?.(message);
    this.#heard.add(key);
    this.#options.onMessage(message);
  }

  #send(id: string): void {
    const said = this.#waiting.get(id);
    if (said !== undefined && this.#conversation !== undefined) this.#tell({ type: 'message', id, text: said.text });
  }

  #tell(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #settle(id: string): Waiting | undefined {
    const said = this.#waiting.get(id);
    this.#waiting.delete(id);
    return said;
  }
}
