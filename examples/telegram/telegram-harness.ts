import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Answer, Arrived, ChannelHarness, Said } from 'throughline/testing';
import { z } from 'zod';
import { createTelegramChannel } from './telegram-channel.js';

interface News { readonly update: { readonly update_id: number; readonly message: object }; readonly settle: (answer: Answer) => void; handed: boolean }
const outgoing = z.object({ chat_id: z.string().regex(/^\d{4,12}$/), text: z.string().min(1).max(4_096) });

/** The two calls of Telegram that the channel makes, on this machine. */
async function startTelegram() {
  const arrived: Arrived[] = [];
  const known = new Map<string, object>();
  let news: News[] = [];
  let updateId = 0;
  let asking: ServerResponse | undefined;
  const take = (response: ServerResponse, body: unknown): void => {
    const read = outgoing.safeParse(body);
    if (!read.success) return answer(response, 400, { ok: false, error_code: 400 });
    arrived.push({ to: read.data.chat_id, text: read.data.text });
    answer(response, 200, { ok: true, result: { message_id: arrived.length } });
  };
  const telegram = { arrived, onSend: take, take, say, url: '', close: () => { server.closeAllConnections(); server.close(); } };
  const server = createServer((request, response) => void json(request).then((body) => {
    if (request.url?.endsWith('/sendMessage')) telegram.onSend(response, body);
    else asked(response, z.object({ offset: z.number().default(0) }).parse(body).offset);
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  telegram.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return telegram;

  function say({ id, from, text }: Said): Promise<Answer> {
    const message = known.get(id) ?? { message_id: known.size + 1, date: Math.floor(Date.now() / 1_000), text, chat: { id: Number(from), type: 'private' } };
    known.set(id, message);
    return new Promise((settle) => {
      news.push({ update: { update_id: ++updateId, message }, settle, handed: false });
      tell();
    });
  }
  /** Who asks from `offset` on has taken all before it, and wants what was handed out beyond it again. */
  function asked(response: ServerResponse, offset: number): void {
    for (const one of news) if (one.handed) one.settle(one.update.update_id < offset ? 'taken' : 'again');
    // a case says it a second time by itself
    news = news.filter(({ handed }) => !handed);
    asking = response;
    tell();
  }
  function tell(): void {
    if (asking === undefined || news.length === 0) return;
    answer(asking, 200, { ok: true, result: news.map(({ update }) => update) });
    for (const one of news) one.handed = true;
    asking = undefined;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What the cases need of the other side of the wire. */
export const telegramHarness: ChannelHarness = {
  patienceMs: 2_000,
  async create() {
    const telegram = await startTelegram();
    return {
      channel: createTelegramChannel({ token: '17:made-up', url: telegram.url, pauseMs: 20 }),
      outside: {
        people: ['1001', '1002'],
        received: () => telegram.arrived,
        say: telegram.say,
        trouble: {
          down: () => { telegram.onSend = (response) => void response.writeHead(502).end('<html>'); },
          rate: () => { telegram.onSend = (response) => answer(response, 429, { ok: false, error_code: 429, parameters: { retry_after: 3 } }); return 3_000; },
          refuse: () => { telegram.onSend = (response) => answer(response, 403, { ok: false, error_code: 403 }); },
          slow: () => { telegram.onSend = () => {}; },
          none: () => { telegram.onSend = telegram.take; },
        },
        dispose: telegram.close,
      },
    };
  },
};
