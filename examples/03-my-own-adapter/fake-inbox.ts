import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ChannelHarness, Said } from 'throughline/testing';
import { z } from 'zod';
import { createInboxChannel } from './inbox-channel.js';

/** What a guest sees on the phone; by `key` the inbox knows a message that comes a second time. */
export interface Shown { readonly id: string; readonly key: string; readonly to: string; readonly text: string; readonly buttons?: readonly string[] }
/** The provider of the inbox on this machine, with the phones of all guests behind it. */
export interface FakeInbox {
  readonly url: string;
  readonly token: string;
  /** by which it signs its news */
  readonly secret: string;
  /** in the order they came */
  readonly shown: readonly Shown[];
  /** for whom a message came too early */
  readonly turnedAway: readonly string[];
  /** how many messages it takes before it wants a second's rest */
  burst: number;
  mood: 'well' | 'down' | 'strict' | 'silent';
  close(): Promise<void>;
}

const restS = 1;
const message = z.object({ guest: z.string().regex(/^[a-z]{1,20}$/), text: z.string().max(500), buttons: z.array(z.string()).exactOptional() });

/** Starts it on a free port. */
export async function startFakeInbox(): Promise<FakeInbox> {
  const shown: Shown[] = [];
  const turnedAway: string[] = [];
  let taken = 0;
  const server = createServer((request, response) => void json(request).then((body) => answer(response, request.headers, body)));

  function answer(response: ServerResponse, headers: IncomingHttpHeaders, body: unknown): void {
    if (inbox.mood === 'silent') return;
    const say = (status: number, id = ''): void => void response.writeHead(status).end(JSON.stringify({ id }));
    const read = message.safeParse(body);
    const key = String(headers['idempotency-key']);
    const known = shown.find((one) => one.key === key);
    if (inbox.mood === 'down') return say(503);
    if (headers.authorization !== `Bearer ${inbox.token}`) return say(401);
    if (inbox.mood === 'strict' || !read.success) return say(422);
    if (known !== undefined) return say(200, known.id);
    const { guest: to, ...rest } = read.data;
    if (taken >= inbox.burst) {
      turnedAway.push(to);
      setTimeout(() => { taken = 0; }, 1_000 * restS).unref();
      response.setHeader('retry-after', restS);
      return say(429);
    }
    taken += 1;
    shown.push({ id: `inbox-${shown.length + 1}`, key, to, ...rest });
    say(200, `inbox-${shown.length}`);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const inbox: FakeInbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`, token: 'shown by us', secret: 'signs what the inbox tells',
    shown, turnedAway, burst: Infinity, mood: 'well',
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return inbox;
}

/** The request by which the inbox tells its news to the address we gave it. */
export function newsRequest(hook: string, secret: string, news: readonly object[]): Request {
  const body = JSON.stringify({ news });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return new Request(hook, { method: 'POST', body, headers: { 'content-type': 'application/json', 'inbox-signature': signature } });
}

/** The same inbox as the other side of the wire, by which the conformance cases prove the channel. */
export const inboxHarness: ChannelHarness = {
  async create() {
    const inbox = await startFakeInbox();
    const request = (news: readonly object[], secret = inbox.secret): Request => newsRequest('https://table.example/inbox', secret, news);
    const wrote = ({ id, from, text }: Said): object => ({ what: 'wrote', id, guest: from, text });
    const report = (what: string) => (providerId: string) => request([{ what, id: `${providerId}-${what}`, message: providerId }]);
    return {
      channel: createInboxChannel(inbox),
      outside: {
        received: () => inbox.shown,
        request: (said) => request([wrote(said)]),
        forge: (said) => request([wrote(said)], 'signs what somebody else tells'),
        together: (all) => request(all.map((one) => (one === 'unreadable' ? { id: 'torn' } : wrote(one)))),
        report: { delivered: report('delivered'), read: report('read'), failed: report('failed') },
        trouble: {
          down: () => { inbox.mood = 'down'; },
          rate: () => { inbox.burst = 0; return 1_000 * restS; },
          refuse: () => { inbox.mood = 'strict'; },
          slow: () => { inbox.mood = 'silent'; },
          none: () => { inbox.mood = 'well'; inbox.burst = Infinity; },
        },
        dispose: () => inbox.close(),
      },
    };
  },
};
