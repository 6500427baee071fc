import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Answer, Arrived, ChannelUnderTest, Outside, Said } from '../../src/testing/index.js';

/** What a channel posts to the exchange. */
export interface Post extends Arrived { readonly key: string; readonly thread?: string }
export interface PostAnswer { readonly status: number; readonly id: string; readonly waitMs?: number }

/** A provider in memory, with a line of its own and signed requests, both in one format. */
export interface Exchange {
  readonly posts: Post[];
  trouble: 'none' | 'down' | 'rate' | 'refuse' | 'slow';
  /** the channel's end of the line */
  line: ((bytes: Uint8Array) => Promise<Answer>) | undefined;
  post(post: Post, signal: AbortSignal): Promise<PostAnswer>;
}

export const secret = 'a secret of more than 24 bytes';
export const sign = (bytes: Uint8Array, by = secret): string => createHmac('sha256', by).update(bytes).digest('hex');
export const handshakeToken = 'open sesame';

export function createExchange(): Exchange {
  const exchange: Exchange = {
    posts: [], trouble: 'none', line: undefined,
    async post(post, signal) {
      switch (exchange.trouble) {
        case 'down': throw new Error('nobody answers');
        case 'rate': return { status: 429, id: '', waitMs: 2_000 };
        case 'refuse': return { status: 400, id: '' };
        case 'slow': await once(signal, 'abort'); throw signal.reason;
        case 'none': exchange.posts.push(post); return { status: 200, id: `p-${post.key}` };
      }
    },
  };
  return exchange;
}

/** The exchange's side of the wire, for the cases. */
export function outsideOf(exchange: Exchange): Outside {
  const over = async (body: object): Promise<Answer> => {
    if (exchange.line === undefined) throw new Error('the line is dead');
    return exchange.line(bytesOf(body));
  };
  const report = (state: string) => (of: string) => over({ items: [{ receipt: state, of }] });
  return {
    received: () => exchange.posts.map(({ thread: _thread, ...arrived }) => arrived),
    say: (said) => over({ items: [itemOf(said)] }),
    request: (said) => requestWith({ items: [itemOf(said)] }),
    forge: (said) => requestWith({ items: [itemOf(said)] }, 'another secret of that length'),
    together: (items) => requestWith({ items: items.map((item) => (item === 'unreadable' ? { id: 'lost', from: 5 } : itemOf(item))) }),
    handshake: () => new Request(`https://shop.example/hook?token=${encodeURIComponent(handshakeToken)}&challenge=42`),
    reply: ({ key }, said) => over({ items: [{ ...itemOf(said), thread: exchange.posts.find((post) => post.key === key)?.thread ?? 'a new one' }] }),
    echo: ({ key, to, text }) => over({ items: [{ id: key, from: to, text, own: true }] }),
    pour: async (bytes) => { await exchange.line?.(bytes); },
    report: { delivered: report('delivered'), read: report('read'), failed: report('failed') },
    trouble: { ...troubles(exchange), none: () => { exchange.trouble = 'none'; } },
  };
}

export type Reference = ChannelUnderTest & { readonly exchange: Exchange };

function troubles(exchange: Exchange) {
  return {
    down: () => { exchange.trouble = 'down'; },
    rate: () => { exchange.trouble = 'rate'; return 2_000; },
    refuse: () => { exchange.trouble = 'refuse'; },
    slow: () => { exchange.trouble = 'slow'; },
  } as const;
}

const openedAt = Date.now();

/** Numbers come spelled as people read them, and a second delivery tells the first one's time. */
const itemOf = ({ id, from, text }: Said) => ({ id, from: from.replace(/^(\+\d\d)(\d{3})/, '$1 $2 '), text, at: openedAt, thread: `thread of ${from.slice(-4)}` });
const bytesOf = (body: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(body));

function requestWith(body: object, by?: string): Request {
  const bytes = bytesOf(body);
  return new Request('https://shop.example/hook', { method: 'POST', body: bytes, headers: { 'content-type': 'application/json', 'x-signature': sign(bytes, by) } });
}
