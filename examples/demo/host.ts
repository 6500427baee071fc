import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createOrchestrator, JourneyError, type Heard } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createWebSocketChannel } from 'throughline/adapters/websocket';
import { orderHelp } from './journey.js';
import type { Outside } from './outside.js';

export interface HostOptions {
  /** everything the host knows is in this one file */
  readonly file: string;
  readonly port?: number;
  /** signs what visitors keep, and is what the desk calls with; the same after a restart */
  readonly secret: string;
  readonly outside: Outside;
}
export type Host = Awaited<ReturnType<typeof startHost>>;

/** A host application: a chat page, a desk where people work, and the journeys between them. */
export async function startHost({ file, port = 0, secret, outside }: HostOptions) {
  const server = createServer();
  const orchestrator = createOrchestrator({
    journeys: [orderHelp],
    store: createSqliteStore({ file }),
    channels: { webchat: createWebSocketChannel({ secret, server }), email: outside.email },
    activities: { findOrder: outside.findOrder },
    crm: outside.crm,
    handoff: outside.handoff,
    understand,
    texts: {
      'order-status': ({ orderNumber, parcel }) => `Order ${orderNumber} is ${parcel}. Does that help?`,
      'agent-words': ({ agent, words }) => `${agent}: ${words}`,
      solved: ({ summary }) => `Solved: ${summary ?? 'we are glad that helped.'}`,
      confirmation: ({ question, summary }) => `You asked: ${question} ${summary ?? 'We could help you at once.'}`,
    },
  });
  await orchestrator.start();
  server.on('request', (request, response) => {
    void answer(request).catch(refuse).then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body));
  });

  /** The page for customers; for the desk, which knows the secret, what it says and what it may read. */
  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/') return { status: 200, type: 'text/html; charset=utf-8', body: readFileSync(page) };
    if (request.headers.authorization !== `Bearer ${secret}`) return json(401, {});
    if (request.method === 'POST') {
      const said = deskSays.parse(JSON.parse(await text(request)));
      return json(200, await orchestrator.accept({ ...said, source: 'desk' }));
    }
    const who = searchParams.get('who') ?? '';
    return json(200, { timeline: await orchestrator.timeline(who), explanation: await orchestrator.explain(who) });
  }

  await listen(server, port);
  return {
    orchestrator,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await orchestrator.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** What a customer's words mean, by where their journey stands. A language model could answer here as well; the journey would not change. */
function understand({ type, data, customer }: Heard) {
  if (type !== 'message.received') return undefined;
  const said = String(data.text);
  const [help] = customer.journeys;
  if (help === undefined) return { type: 'chat.started' as const, data: { question: said } };
  const orderNumber = /\b[A-Z]-\d+\b/.exec(said)?.[0];
  if (help.where.includes('asking')) return orderNumber === undefined ? { type: 'chat.unresolved' as const, data: {} } : { type: 'order.numbered' as const, data: { orderNumber } };
  if (help.where.includes('answered')) return { type: /helps|thank|yes/i.test(said) ? 'chat.resolved' as const : 'chat.unresolved' as const, data: {} };
  return { type: 'customer.replied' as const, data: { reply: said } };
}

/** What people at the desk say to the host; `id` is the desk's own, the same when it says it again. */
const told = { id: z.string(), who: z.array(z.string()) };
const deskSays = z.discriminatedUnion('type', [
  z.object({ ...told, type: z.literal('agent.joined'), data: z.object({ agent: z.string() }) }),
  z.object({ ...told, type: z.literal('agent.wrote'), data: z.object({ words: z.string() }) }),
  z.object({ ...told, type: z.literal('agent.left'), data: z.object({ resolved: z.boolean(), summary: z.string() }) }),
]);

const page = new URL('page.html', import.meta.url);
interface Answer { readonly status: number; readonly type: string; readonly body: string | Buffer }
const json = (status: number, body: object): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) });
const refuse = (error: unknown): Answer => json(JourneyError.is(error, 'StoreUnavailable') ? 503 : 400, { code: JourneyError.is(error) ? error.code : 'InvalidInput' });

const listen = (server: Server, port: number): Promise<void> => new Promise((resolve, reject) => {
  server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
});
