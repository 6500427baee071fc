import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';
import { JourneyError, type Orchestrator } from 'throughline';
import type { orderHelp } from './journey.js';
import type { LogIn } from './log-in.js';

interface Behind { readonly orchestrator: Orchestrator<readonly [typeof orderHelp]>; readonly logIn: LogIn; /** what desk and shop call with */ readonly secret: string }
interface Answer { readonly status: number; readonly type: string; readonly body: string | Buffer }

const page = new URL('page.html', import.meta.url);

/** The host's HTTP side: the chat page and its log-in for customers, signed calls, and what desk and shop say and may read. */
export function createRoutes(behind: Behind): RequestListener {
  const phone = getRequestListener(behind.orchestrator.handler('phone'));
  return (request, response) => {
    if (request.url === '/webhooks/phone') return void phone(request, response);
    void answer(behind, request).catch(refuse).then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body));
  };
}

async function answer({ orchestrator, logIn, secret }: Behind, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
  if (pathname === '/') return { status: 200, type: 'text/html; charset=utf-8', body: readFileSync(page) };
  if (pathname === '/log-in/claim') return json(200, await logIn.claim(claim.parse(JSON.parse(await text(request)))));
  if (pathname === '/log-in/proof') {
    const receipt = await logIn.prove(claim.extend({ code: z.string() }).parse(JSON.parse(await text(request))));
    return receipt === undefined ? json(403, {}) : json(200, receipt);
  }
  if (request.headers.authorization !== `Bearer ${secret}`) return json(401, {});
  if (request.method === 'POST') {
    const told = hostTold.parse(JSON.parse(await text(request)));
    return json(200, await orchestrator.accept({ ...told, source: told.type.startsWith('agent.') ? 'desk' : 'shop' }));
  }
  const who = searchParams.get('who') ?? '';
  const role = searchParams.get('role') ?? 'agent';
  return json(200, { briefing: await orchestrator.briefing(who, { role }), timeline: await orchestrator.timeline(who, { role }), explanation: await orchestrator.explain(who) });
}

const id = z.string().min(1).max(100);
const claim = z.object({ id, visitor: z.string().min(1).max(100), phone: z.string().max(40) });

/** What people at the desk say, and the shop's other systems; `id` is their own, the same when they say it again. */
const told = { id, who: z.array(z.string()) };
const hostTold = z.discriminatedUnion('type', [
  z.object({ ...told, type: z.literal('agent.joined'), data: z.object({ by: z.string() }) }),
  z.object({ ...told, type: z.literal('agent.wrote'), data: z.object({ words: z.string() }) }),
  z.object({ ...told, type: z.literal('agent.promised'), data: z.object({ promise: z.string() }) }),
  z.object({ ...told, type: z.literal('agent.left'), data: z.object({ resolved: z.boolean(), summary: z.string() }) }),
  z.object({ ...told, type: z.literal('customer.updated'), data: z.object({ name: z.string(), locale: z.string() }) }),
  z.object({ ...told, type: z.literal('consent.given'), data: z.object({ channel: z.string(), purpose: z.literal('service'), evidence: z.string() }) }),
  z.object({ ...told, type: z.literal('web.viewed'), data: z.object({ page: z.string(), title: z.string() }) }),
]);
/** One thing that desk or shop tell the host. */
export type HostTold = z.output<typeof hostTold>;

const json = (status: number, body: object): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) });

/** What a caller did wrong is theirs to mend; all else may be tried again. */
function refuse(error: unknown): Answer {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return json(400, { code: 'InvalidInput' });
  if (!JourneyError.is(error)) return json(503, {});
  return json(JourneyError.is(error, 'StoreUnavailable') || JourneyError.is(error, 'Closed') ? 503 : 400, { code: error.code });
}
