import { describe, expect, it } from 'vitest';
import { createWebSocketChannel, type WebSocketChannelConfig } from '../../../adapters/websocket/index.js';
import { connect, never, openShop, outbound, pause, secret, turnedAway } from './chat-test-bench.js';

const refused = (code: string): unknown => expect.objectContaining({ code });

describe('the chat', () => {
  it.each([
    ['no secret', {}],
    ['an empty secret', { secret: '' }],
    ['a short secret', { secret: 'x'.repeat(23) }],
    ['a path without a slash', { secret, path: 'chat' }],
    ['events that only the channel can know', { secret, events: ['channel.connected'] }],
    ['messages as events', { secret, events: ['message.received'] }],
    ['no connections', { secret, maxConnections: 0 }],
    ['a heartbeat of no number', { secret, idleMs: Number.NaN }],
    ['a heartbeat too long for a timer', { secret, idleMs: 2 ** 31 }],
  ])('is not made with %s', (_, config) => {
    expect(() => createWebSocketChannel(config as WebSocketChannelConfig)).toThrow(refused('InvalidOptions'));
  });

  it('says what it can carry, and its capabilities are known to the compiler', () => {
    const capabilities: { text: true; buttons: true; media: true; receipts: true; inbound: true; live: true } = createWebSocketChannel({ secret }).capabilities;
    expect(Object.keys(capabilities).sort()).toEqual(['buttons', 'inbound', 'live', 'media', 'receipts', 'text']);
  });

  it('sends nothing and has no address before it is open', async () => {
    const channel = createWebSocketChannel({ secret });
    await expect(channel.send(outbound('k1', 'ana'), { signal: never })).rejects.toThrow(refused('Closed'));
    expect(() => channel.url()).toThrow(refused('Closed'));
  });

  it('opens once', async () => {
    const { channel } = await openShop();
    await expect(channel.open(async () => {})).rejects.toThrow(refused('InvalidOptions'));
  });

  it('says so where its port is taken, and can still be closed', async () => {
    const { url } = await openShop();
    const second = createWebSocketChannel({ secret, port: Number(new URL(url).port) });
    await expect(second.open(async () => {})).rejects.toThrow(refused('ChannelFailed'));
    await second.close();
  });

  it('lets go of everything when closed, and may be closed twice', async () => {
    const { channel, url } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    await Promise.all([channel.close(), channel.close()]);
    await channel.close();
    expect(await ana.closed).toBe(1001);
    await expect(turnedAway(url)).rejects.toThrow();
    await expect(channel.send(outbound('k1', 'ana'), { signal: never })).rejects.toThrow(refused('Closed'));
    await expect(channel.open(async () => {})).rejects.toThrow(refused('Closed'));
  });

  it('is closed without having been opened', async () => {
    await expect(createWebSocketChannel({ secret }).close()).resolves.toBeUndefined();
  });

  it('closes soon although a client does not answer and another is still being looked up', async () => {
    let lookups = 0;
    const { channel, url } = await openShop({ authenticate: () => (lookups++ === 0 ? Promise.resolve({ user: 'ana' }) : new Promise<undefined>(() => {})) });
    const ana = await connect(url, {});
    ana.socket.pause();
    const second = turnedAway(url).catch(() => 'dropped');
    await pause(30);
    const start = Date.now();
    await channel.close();
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(await second).toBe('dropped');
  });
});
