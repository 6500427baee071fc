import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SalesforceOrg } from './salesforce-org.js';
import { refusal, SalesforceRefusal, sessionExpired } from './salesforce-refusal.js';

/** One thing that goes wrong once, for the next request that `of` names. */
export interface Fault { readonly of: RegExp; readonly answer: SalesforceRefusal | 'lost after it was done' | 'never'; /** requests that pass before */ skip?: number }

/** A Salesforce organisation behind a real server on this machine. */
export interface SalesforceDouble {
  readonly org: SalesforceOrg;
  readonly url: string;
  /** method and path of every request, in order */
  readonly requests: string[];
  readonly faults: Fault[];
  /** the session that is valid now */
  session: string;
  /** records in one page, where it is to be fewer than Salesforce's 2,000 */
  pageSize: number;
  close(): Promise<void>;
}

const base = '/services/data/v62.0';

/** Starts a Salesforce that knows nobody, on a free port of 127.0.0.1. */
export async function startSalesforceDouble(): Promise<SalesforceDouble> {
  const cursors = new Map<string, readonly object[]>();
  const server = createServer((request, response) => { void answer(double, cursors, request, response); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const double: SalesforceDouble = {
    org: new SalesforceOrg(), url: `http://127.0.0.1:${port}`, requests: [], faults: [], session: 'session-1', pageSize: 2_000,
    close: async () => { server.closeAllConnections(); server.close(); await once(server, 'close'); },
  };
  return double;
}

async function answer(double: SalesforceDouble, cursors: Map<string, readonly object[]>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', double.url);
  const name = `${request.method ?? ''} ${url.pathname}`;
  double.requests.push(name);
  const fault = faultOf(double, name);
  const body = await text(request);
  if (fault?.answer === 'never') return;
  const json = { 'content-type': 'application/json;charset=UTF-8' };
  try {
    if (fault?.answer instanceof SalesforceRefusal) throw fault.answer;
    if (request.headers.authorization !== `Bearer ${double.session}`) throw sessionExpired();
    const [status, said] = perform(double, cursors, { method: request.method ?? '', url, body: body === '' ? {} : JSON.parse(body) });
    if (fault?.answer === 'lost after it was done') return void request.socket.destroy();
    response.writeHead(status, { ...json, 'Sforce-Limit-Info': 'api-usage=25/15000' }).end(status === 204 ? undefined : JSON.stringify(said));
  } catch (error) {
    const { status, body: said, headers } = error instanceof SalesforceRefusal ? error : refusal(500, 'UNKNOWN_EXCEPTION', String(error));
    response.writeHead(status, { ...(typeof said === 'string' ? { 'content-type': 'text/html' } : json), ...headers }).end(typeof said === 'string' ? said : JSON.stringify(said));
  }
}

function faultOf({ faults }: SalesforceDouble, name: string): Fault | undefined {
  const next = faults.find(({ of }) => of.test(name));
  if (next === undefined) return undefined;
  const { skip = 0 } = next;
  if (skip === 0) return faults.splice(faults.indexOf(next), 1)[0];
  next.skip = skip - 1;
  return undefined;
}

interface Asked { readonly method: string; readonly url: URL; readonly body: any }

function perform(double: SalesforceDouble, cursors: Map<string, readonly object[]>, { method, url, body }: Asked): readonly [number, unknown] {
  if (!url.pathname.startsWith(`${base}/`)) throw refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  const [resource, object, field, id] = url.pathname.slice(base.length + 1).split('/').map(decodeURIComponent);
  if (method === 'GET' && resource === 'query') {
    const soql = url.searchParams.get('q');
    const rest = soql === null ? cursors.get(object ?? '') : double.org.query(soql);
    if (rest === undefined) throw refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return [200, pageOf(double, cursors, rest)];
  }
  if (method === 'PATCH' && resource === 'sobjects' && id !== undefined) return double.org.upsert(object ?? '', field ?? '', id, body);
  if (method === 'PATCH' && resource === 'sobjects' && field !== undefined) {
    double.org.update(object ?? '', field, body);
    return [204, undefined];
  }
  throw refusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed.`);
}

/** As on "Query", https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_query.htm: the rest is had by an address. */
function pageOf({ pageSize }: SalesforceDouble, cursors: Map<string, readonly object[]>, rest: readonly object[]): object {
  const records = rest.slice(0, pageSize);
  if (rest.length <= pageSize) return { totalSize: records.length, done: true, records };
  const cursor = `01gD0000002HU6KIAW-${cursors.size}`;
  cursors.set(cursor, rest.slice(pageSize));
  return { totalSize: rest.length, done: false, nextRecordsUrl: `${base}/query/${cursor}`, records };
}
