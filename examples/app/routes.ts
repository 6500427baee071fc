import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { JourneyError, type Orchestrator } from 'throughline';
import type { ContactJourney, Desk } from 'throughline/desk';
import { z } from 'zod';
import { contactView } from './contact-view.js';
import type { Feed } from './feed.js';
import type { parcelHelp } from './journey.js';

interface Behind { readonly host: Orchestrator<readonly [typeof parcelHelp, ContactJourney]>; readonly desk: Desk; readonly feed: Feed }
interface Answer { readonly status: number; readonly type: string; readonly body: string | Buffer }

const pages: { readonly [path: string]: readonly [file: string, type: string] } = {
  '/': ['chat.html', 'text/html; charset=utf-8'], '/desk': ['desk.html', 'text/html; charset=utf-8'],
  '/chat.js': ['chat.js', 'text/javascript; charset=utf-8'], '/desk.js': ['desk.js', 'text/javascript; charset=utf-8'], '/style.css': ['style.css', 'text/css; charset=utf-8'],
};
const headers = { 'content-security-policy': "default-src 'self'; connect-src 'self' ws:; img-src data:; base-uri 'none'; form-action 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

/** The pages, and what the desk's page reads and says. Whoever reaches the port is an agent here: put your own log-in before `/desk`. */
export function createRoutes(behind: Behind): RequestListener {
  return (request, response) => {
    if (request.url === '/desk/feed') return behind.feed.follow(response);
    void answer(behind, request).catch(refuse).then((given) => send(response, given));
  };
}

const send = (response: ServerResponse, { status, type, body }: Answer): void => { response.writeHead(status, { ...headers, 'content-type': type }).end(body); };

async function answer(behind: Behind, request: IncomingMessage): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  const page = Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
  if (page !== undefined && request.method === 'GET') return { status: 200, type: page[1], body: readFileSync(new URL(`pages/${page[0]}`, import.meta.url)) };
  if (pathname === '/desk/contacts' && request.method === 'GET') return json(200, await Promise.all(behind.desk.contacts().map((item) => contactView(behind.host, item))));
  if (request.method !== 'POST' || !isOurs(request)) return json(404, {});
  const said: unknown = JSON.parse(await text(request));
  switch (pathname) {
    case '/desk/sign': return sign(behind, signing.parse(said));
    case '/desk/say': return json(200, await say(behind, saying.parse(said)));
    case '/desk/write': return write(behind, writing.parse(said));
    default: return json(404, {});
  }
}

/** A page of somebody else's must not speak for the agent. */
const isOurs = ({ headers: { origin, host } }: IncomingMessage): boolean => origin === `http://${host}`;

const name = z.string().min(1).max(40);
const id = z.string().min(1).max(400);
const signing = z.strictObject({ agent: name, presence: z.enum(['available', 'away']) });
const saying = z.strictObject({ contact: id, agent: name, turn: z.int(), does: z.enum(['accept', 'reject', 'finish', 'wrapped', 'hand-back']) });
const writing = z.strictObject({ contact: id, agent: name, id, words: z.string().min(1).max(2_000) });

async function sign({ desk }: Behind, { agent, presence }: z.output<typeof signing>): Promise<Answer> {
  await desk.sign({ id: agent, queues: { parcels: 1 }, skills: { parcels: { level: 4 } }, capacity: { perChannel: { chat: 3 } } }, presence);
  return json(200, {});
}

const say = ({ desk }: Behind, { contact, agent, turn, does }: z.output<typeof saying>) => desk.say(contact, { type: does, agent, turn });

/** The words of who has the contact; said again under the same id, they reach the customer once. */
async function write({ host, desk }: Behind, { contact, agent, id, words }: z.output<typeof writing>): Promise<Answer> {
  const item = desk.contacts().find((one) => one.id === contact);
  if (item?.life.status !== 'assigned' || item.life.agent !== agent) return json(409, {});
  const { identities } = await host.briefing(item.customer, { role: 'agent' });
  return json(200, await host.accept({ id, source: `desk:${agent}`, who: identities.slice(0, 1), type: 'agent.wrote', data: { by: agent, words } }));
}

const json = (status: number, body: object): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) });

/** What a caller did wrong is theirs to mend; all else may be tried again. */
function refuse(error: unknown): Answer {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return json(400, { code: 'InvalidInput' });
  if (JourneyError.is(error) && !['StoreUnavailable', 'Closed', 'Busy', 'HandoffFailed'].includes(error.code)) return json(400, { code: error.code });
  return json(503, {});
}
