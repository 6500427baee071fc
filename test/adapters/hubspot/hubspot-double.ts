import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HubSpotAccount, type Association, type HeldObject, type ObjectType } from './hubspot-account.js';
import { expired, HubSpotRefusal, limitHeaders, refusal, tooMany, type Limit } from './hubspot-refusal.js';

/** One thing that goes wrong once, for the next request that `of` names. */
export interface Fault { readonly of: RegExp; readonly answer: HubSpotRefusal | 'lost after it was done' | 'never'; /** requests that pass before */ skip?: number }

/** A HubSpot account behind a real server on this machine. */
export interface HubSpotDouble {
  readonly account: HubSpotAccount;
  readonly url: string;
  /** method and path of every request, in order */
  readonly requests: string[];
  readonly faults: Fault[];
  /** the token that is valid now */
  token: string;
  /** ids in one page, where it is to be fewer than HubSpot's */
  pageSize: number;
  /** calls that are taken within a window */
  limit: Omit<Limit, 'left'>;
  /** when calls were taken */
  readonly taken: number[];
  close(): Promise<void>;
}

interface Asked { readonly method: string; readonly path: readonly string[]; readonly query: URLSearchParams; readonly body: any }

/** Starts a HubSpot that knows nobody, on a free port of 127.0.0.1. */
export async function startHubSpotDouble(): Promise<HubSpotDouble> {
  const server = createServer((request, response) => { void answer(double, request, response); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const double: HubSpotDouble = {
    account: new HubSpotAccount(), url: `http://127.0.0.1:${port}`, requests: [], faults: [], token: 'token-1', pageSize: 500, limit: { max: 100_000, windowMs: 10_000 }, taken: [],
    close: async () => { server.closeAllConnections(); server.close(); await once(server, 'close'); },
  };
  return double;
}

async function answer(double: HubSpotDouble, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', double.url);
  const name = `${request.method ?? ''} ${url.pathname}`;
  double.requests.push(name);
  const fault = faultOf(double, name);
  const body = await text(request);
  if (fault?.answer === 'never') return;
  try {
    if (fault?.answer instanceof HubSpotRefusal) throw fault.answer;
    const left = takeOne(double);
    if (left < 0) throw tooMany('TEN_SECONDLY_ROLLING', { ...double.limit, left: 0 });
    if (request.headers.authorization !== `Bearer ${double.token}`) throw expired();
    const [status, said] = perform(double, { method: request.method ?? '', path: url.pathname.split('/').slice(1).map(decodeURIComponent), query: url.searchParams, body: body === '' ? {} : JSON.parse(body) });
    if (fault?.answer === 'lost after it was done') return void request.socket.destroy();
    response.writeHead(status, { ...limitHeaders({ ...double.limit, left }), 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(said));
  } catch (error) {
    const { status, body: said, headers } = error instanceof HubSpotRefusal ? error : refusal(500, 'INTERNAL_ERROR', String(error));
    response.writeHead(status, { ...headers, 'content-type': typeof said === 'string' ? 'text/html' : 'application/json;charset=utf-8' }).end(typeof said === 'string' ? said : JSON.stringify(said));
  }
}

/** How many calls are left in the window after this one; fewer than none where it is one too many. */
function takeOne({ limit: { max, windowMs }, taken }: HubSpotDouble): number {
  const now = Date.now();
  while (taken[0] !== undefined && taken[0] <= now - windowMs) taken.shift();
  if (taken.length >= max) return -1;
  taken.push(now);
  return max - taken.length;
}

function faultOf({ faults }: HubSpotDouble, name: string): Fault | undefined {
  const next = faults.find(({ of }) => of.test(name));
  if (next === undefined) return undefined;
  const { skip = 0 } = next;
  if (skip === 0) return faults.splice(faults.indexOf(next), 1)[0];
  next.skip = skip - 1;
  return undefined;
}

function perform(double: HubSpotDouble, asked: Asked): readonly [number, object] {
  const { method, path, query, body } = asked;
  const { account } = double;
  const [, version, , type, id, fifth, sixth] = path;
  if (version === 'v4' && fifth === 'associations' && method === 'GET') return [200, linkedPage(double, { id: id ?? '', type: sixth as ObjectType, after: query.get('after'), limit: Number(query.get('limit')) })];
  if (version !== 'v3' || !['contacts', 'tickets', 'notes'].includes(type ?? '')) throw refusal(404, 'NOT_FOUND', 'no such path');
  const kind = type as ObjectType;
  const wanted = query.getAll('properties').flatMap((names) => names.split(','));
  if (method === 'POST' && id === 'search') return [200, searchPage(double, body)];
  if (method === 'POST' && id === 'batch' && fifth === 'read') return readBatch(account, kind, body);
  if (method === 'POST' && id === undefined) return [201, shown(account.create(kind, body.properties, (body.associations ?? []) as Association[]), Object.keys(body.properties))];
  if (method === 'PATCH' && id !== undefined) return [200, shown(account.update(kind, id, body.properties), Object.keys(body.properties))];
  if (method === 'GET' && id !== undefined) return [200, shown(account.get(kind, id, query.get('idProperty') ?? undefined), wanted)];
  throw refusal(405, 'METHOD_NOT_ALLOWED', 'no such method');
}

/** Only what was asked for, and what is asked for and has no value is null. */
const shown = ({ id, createdAt, values }: HeldObject, properties: readonly string[]): object => ({
  id, archived: false, createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(createdAt).toISOString(),
  properties: { hs_object_id: id, ...Object.fromEntries(properties.map((name) => [name, values[name] ?? null])) },
});

function searchPage({ account, pageSize }: HubSpotDouble, { filterGroups, properties, limit, after = '0' }: { readonly filterGroups: Parameters<HubSpotAccount['search']>[0]; readonly properties: readonly string[]; readonly limit: number; readonly after?: string }): object {
  if (limit > 200) throw refusal(400, 'VALIDATION_ERROR', 'a page holds at most 200');
  const found = account.search(filterGroups);
  const end = Number(after) + Math.min(limit, pageSize);
  return { total: found.length, results: found.slice(Number(after), end).map((one) => shown(one, properties)), ...(end < found.length && { paging: { next: { after: String(end) } } }) };
}

/** "Associations v4", https://developers.hubspot.com/docs/guides/api/crm/associations/associations-v4 */
function linkedPage({ account, pageSize }: HubSpotDouble, { id, type, after, limit }: { readonly id: string; readonly type: ObjectType; readonly after: string | null; readonly limit: number }): object {
  const linked = account.linked(id, type);
  const start = after === null ? 0 : Number(after);
  const end = start + Math.min(limit, 500, pageSize);
  const results = linked.slice(start, end).map((one) => ({ toObjectId: Number(one.id), associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: type === 'tickets' ? 15 : 201, label: null }] }));
  return { results, ...(end < linked.length && { paging: { next: { after: String(end) } } }) };
}

/** 207 where some of them are not there, with the reason for each: "Contacts", https://developers.hubspot.com/docs/guides/api/crm/objects/contacts, and the client's `BatchResponse...WithErrors`. */
function readBatch(account: HubSpotAccount, type: ObjectType, { inputs, properties }: { readonly inputs: readonly { readonly id: string }[]; readonly properties: readonly string[] }): readonly [number, object] {
  if (inputs.length > 100) throw refusal(400, 'VALIDATION_ERROR', 'a batch holds at most 100');
  const there = account.objects.filter((one) => one.type === type && !one.archived && inputs.some(({ id }) => id === one.id));
  const missing = inputs.filter(({ id }) => !there.some((one) => one.id === id));
  const answered = { status: 'COMPLETE', startedAt: new Date().toISOString(), completedAt: new Date().toISOString(), results: there.map((one) => shown(one, properties)) };
  if (missing.length === 0) return [200, answered];
  return [207, { ...answered, numErrors: missing.length, errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Could not get some objects', context: { ids: missing.map(({ id }) => id) }, links: {}, errors: [] }] }];
}
