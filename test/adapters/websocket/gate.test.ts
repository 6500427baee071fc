import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createWebSocketChannel, type WebSocketChannelConfig } from '../../../adapters/websocket/index.js';
import { afterTest, connect, openShop, pause, secret, turnedAway, until } from './chat-test-bench.js';

const byCookie: WebSocketChannelConfig['authenticate'] = async ({ headers }) => (headers.cookie === 'session=ana' ? { user: 'ana' } : undefined);
const cookie = { cookie: 'session=ana' };

describe('a client that wants in', () => {
  it.each([
    ['any page where nobody need be recognised', {}, { origin: 'https://elsewhere.example' }, 101],
    ['a page on the list', { origins: ['https://shop.example'] }, { origin: 'https://shop.example' }, 101],
    ['a page not on the list', { origins: ['https://shop.example'] }, { origin: 'https://elsewhere.example' }, 403],
    ['a page on no list at all', { origins: [] }, { origin: 'https://shop.example' }, 403],
    ['an app, which has no page', { origins: ['https://shop.example'] }, {}, 101],
    ['a known customer in an app', { authenticate: byCookie }, cookie, 101],
    ['a known customer through a page of somebody else', { authenticate: byCookie }, { ...cookie, origin: 'https://elsewhere.example' }, 403],
    ['a known customer through a page without an address', { authenticate: byCookie }, { ...cookie, origin: 'null' }, 403],
    ['a known customer through a page on the list', { authenticate: byCookie, origins: ['https://shop.example'] }, { ...cookie, origin: 'https://shop.example' }, 101],
    ['somebody the host does not know', { authenticate: byCookie }, {}, 401],
    ['somebody the host names by nothing', { authenticate: async () => ({ user: '' }) }, {}, 401],
    ['somebody whom the host could not look up', { authenticate: () => Promise.reject(new Error('down')) }, {}, 503],
    ['somebody whom the host looks up for too long', { authenticate: () => new Promise<undefined>(() => {}), helloMs: 30 }, {}, 503],
  ] as const)('from %s gets %j with %j: %i', async (...[, config, headers, status]) => {
    const { url } = await openShop(config);
    expect(await turnedAway(url, { headers: { ...headers } })).toBe(status);
  });

  it('through a page of the same host is let in', async () => {
    const { url } = await openShop({ authenticate: byCookie });
    expect(await turnedAway(url, { headers: { ...cookie, origin: url.replace('ws:', 'http:').replace('/chat', '') } })).toBe(101);
  });

  it('is who the host says, whatever it calls itself', async () => {
    const { url, heard } = await openShop({ authenticate: byCookie });
    const ana = await connect(url, { user: 'ben' }, { headers: cookie });
    ana.say({ type: 'message', id: '1', text: 'hello' });
    await ana.next('accepted');
    expect(new Set(heard.map((item) => ('from' in item ? item.from : '')))).toEqual(new Set(['ana']));
  });

  it('and leaves while the host looks it up does no harm', async () => {
    const { url } = await openShop({ authenticate: () => pause(60).then(() => ({ user: 'ana' })) });
    const impatient = turnedAway(url, { handshakeTimeout: 10 });
    await expect(impatient).rejects.toThrow();
    await pause(80);
    expect(await turnedAway(url)).toBe(101);
  });

  it('comes while too many others are being looked up is turned away', async () => {
    const { url } = await openShop({ maxConnections: 2, authenticate: () => pause(50).then(() => ({ user: 'ana' })) });
    const statuses = await Promise.all(Array.from({ length: 5 }, () => turnedAway(url)));
    expect(statuses.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([101, 101, 503, 503, 503]);
  });

  it('knocks at another path is not found', async () => {
    const { url } = await openShop();
    expect(await turnedAway(url.replace('/chat', '/other'))).toBe(404);
  });

  it('speaks plain HTTP is told to upgrade', async () => {
    const { url } = await openShop();
    expect((await fetch(url.replace('ws:', 'http:'))).status).toBe(426);
  });
});

describe('a server of the host', () => {
  it('serves its pages, the chat, and whatever else upgrades, and goes on when the chat is closed', async () => {
    const server = createServer((_, response) => response.end('page'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    afterTest(() => void server.close());
    afterTest(() => server.closeAllConnections());
    const channel = createWebSocketChannel({ secret, server, path: '/live' });
    await channel.open(async () => {});
    server.on('upgrade', (request, line) => request.url === '/other' && line.end('HTTP/1.1 418 I\'m a teapot\r\nconnection: close\r\n\r\n'));
    const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(channel.url()).toBe(`${page.replace('http', 'ws')}/live`);
    expect([await turnedAway(channel.url()), await turnedAway(`${page.replace('http', 'ws')}/other`), await (await fetch(page)).text()]).toEqual([101, 418, 'page']);
    await channel.close();
    expect(await (await fetch(page)).text()).toBe('page');
    await until(() => server.listenerCount('upgrade') === 1);
  });
});
