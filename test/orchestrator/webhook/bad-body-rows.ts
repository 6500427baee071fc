import { gzipSync } from 'node:zlib';
import { signed, texts } from './acme-sms.js';

/** A request that no webhook takes, and how it is answered: the line of the table of bad input it belongs to. */
export interface BadBody { readonly row: string; readonly says: string; readonly init: () => RequestInit; readonly status: number; readonly code: string }

/** One message, signed as it should be. */
export const good = texts({ id: 'm1', from: '+390000000001', text: 'è arrivato?' });
export const bytes = (...parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part)))));

const malformed = (says: string, body: string | Uint8Array<ArrayBuffer>): BadBody => ({ row: 'line 1', says, init: () => signed(body), status: 400, code: 'InvalidJson' });
const encoding = (says: string, body: Uint8Array<ArrayBuffer>): BadBody => ({ row: 'line 3', says, init: () => signed(body), status: 400, code: 'InvalidEncoding' });
const media = (says: string, init: RequestInit): BadBody => ({ row: 'line 4', says, init: () => init, status: 415, code: 'UnsupportedMediaType' });
const stream = (...chunks: readonly Uint8Array[]): ReadableStream => new ReadableStream({ start: (out) => { for (const chunk of chunks) out.enqueue(chunk); out.close(); } });

/** Where a body may have so many bytes. */
export const badBodies = (bodyBytes: number): readonly BadBody[] => [
  malformed('a truncated body', good.slice(0, -1)),
  malformed('a trailing comma', '{"items":[],}'),
  malformed('a comment', '{"items":[]} // none'),
  malformed('single quotes', "{'items':[]}"),
  malformed('an empty body', ''),
  malformed('null', 'null'),
  malformed('a bare number', '42'),
  malformed('a bare text', '"items"'),
  malformed('two objects', '{"items":[]}{"items":[]}'),
  { ...malformed('a byte order mark', bytes(0xef, 0xbb, 0xbf, good)), row: 'line 2' },
  encoding('a byte that UTF-8 does not know', bytes('{"items":"', 0xff, '"}')),
  encoding('an overlong slash', bytes('{"items":"', 0xc0, 0xaf, '"}')),
  encoding('half of a letter', bytes('{"items":"', 0xc3, '"}')),
  encoding('a surrogate in UTF-8', bytes('{"items":"', 0xed, 0xa0, 0x80, '"}')),
  encoding('UTF-16 with its mark', bytes(0xff, 0xfe, '{', 0, '}', 0)),
  media('compressed bytes', signed(new Uint8Array(gzipSync(good)), { 'content-encoding': 'gzip' })),
  media('bytes compressed twice', signed(good, { 'content-encoding': 'gzip, br' })),
  media('another charset', signed(good, { 'content-type': 'application/json; charset=iso-8859-1' })),
  media('another charset in quotes', signed(good, { 'content-type': 'application/json; charset="utf-16"' })),
  media('two charsets', signed(good, { 'content-type': 'application/json; charset=utf-8; charset=utf-7' })),
  media('no content type', signed(bytes(good), { 'content-type': '' })),
  { row: 'line 5', says: 'a body over the limit', init: () => signed(`{"items":[],"x":"${'x'.repeat(bodyBytes)}"}`), status: 413, code: 'TooLarge' },
  { row: 'line 5', says: 'a small body that announces a large one', init: () => signed(good, { 'content-length': '1e9' }), status: 413, code: 'TooLarge' },
  { row: 'line 5', says: 'a body over the limit with no length', init: () => ({ ...signed(good), body: stream(...Array.from({ length: 11 }, () => bytes('x'.repeat(bodyBytes / 10)))) }), status: 413, code: 'TooLarge' },
  { row: 'W4', says: 'a body that was used up before', init: () => ({ ...signed(''), headers: { 'content-type': 'application/json', 'content-length': '20' } }), status: 500, code: 'RawBodyRequired' },
];

