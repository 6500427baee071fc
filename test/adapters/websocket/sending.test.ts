import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/ports/channel.js';
import { connect, never, openShop, outbound, pause, until } from './chat-test-bench.js';

const receipts = (heard: readonly Inbound[]) => heard.flatMap((item) => (item.kind === 'receipt' ? [`${item.providerId} ${item.state}`] : []));

describe('a message to a customer', () => {
  it('who is away waits a little, and longer at every try, but never long', async () => {
    const { channel } = await openShop();
    const waits: unknown[] = [];
    for (let n = 0; n < 7; n += 1) waits.push(await channel.send(outbound('k1', 'ana'), { signal: never }));
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30].map((seconds) => ({ status: 'retry', retryAfterMs: seconds * 1_000, because: 'recipient-away' })));
  });

  it('waits only a little again after they have been back', async () => {
    const { channel, url } = await openShop();
    for (let n = 0; n < 4; n += 1) await channel.send(outbound('k1', 'ana'), { signal: never });
    const ana = await connect(url, { user: 'ana' });
    ana.socket.terminate();
    await ana.closed;
    await pause(20);
    expect(await channel.send(outbound('k1', 'ana'), { signal: never })).toEqual({ status: 'retry', retryAfterMs: 1_000, because: 'recipient-away' });
  });

  it('that was tried in vain is not sent on return by the chat itself, since it may have been withdrawn', async () => {
    const { channel, url } = await openShop();
    await channel.send(outbound('k1', 'ana'), { signal: never });
    const ana = await connect(url, { user: 'ana' });
    await channel.send(outbound('k2', 'ana'), { signal: never });
    await ana.next('message');
    expect(ana.frames.slice(1)).toMatchObject([{ text: 'text of k2' }]);
  });

  it('has the same key at every retry, so that the page can ignore the second one', async () => {
    const { channel, url } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    for (let n = 0; n < 2; n += 1) expect(await channel.send(outbound('k1', 'ana'), { signal: never })).toEqual({ status: 'sent', providerId: 'k1' });
    expect(await ana.next('message', 2)).toEqual(await ana.next('message', 1));
  });

  it('that was stopped is not sent', async () => {
    const { channel, url } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    const reason = new Error('stopped');
    await expect(channel.send(outbound('k1', 'ana'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await channel.send(outbound('k2', 'ana'), { signal: never });
    expect(await ana.next('message')).toMatchObject({ text: 'text of k2' });
  });

  it('is given up while the line is stuck, when it is stopped', async () => {
    const { channel, url } = await openShop({ maxBufferedBytes: 2 ** 30 });
    const ana = await connect(url, { user: 'ana' });
    ana.socket.pause();
    const stop = new AbortController();
    const stuck = async (): Promise<unknown> => {
      for (let n = 0; ; n += 1) await channel.send(outbound(`k${n}`, 'ana', { text: 'x'.repeat(16_000) }), { signal: stop.signal });
    };
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    await expect(stuck()).rejects.toThrow('stopped');
  });

  it.each([
    [{ text: 'x'.repeat(16_385) }, 'text-too-long'],
    [{ mediaUrl: 'http://shop.example/a.png' }, 'media-url-not-https'],
    [{ mediaUrl: 'javascript:alert(1)' }, 'media-url-not-https'],
    [{ mediaUrl: 'no address' }, 'media-url-not-https'],
  ])('is refused for good where the page cannot show it (%#)', async (more, code) => {
    const { channel, url } = await openShop();
    await connect(url, { user: 'ana' });
    expect(await channel.send(outbound('k1', 'ana', more), { signal: never })).toEqual({ status: 'refused', code });
  });

  it('never reaches another customer', async () => {
    const { channel, url } = await openShop();
    const [ana, ben] = [await connect(url, { user: 'ana' }), await connect(url, { user: 'ben' })];
    await channel.send(outbound('k1', 'ana'), { signal: never });
    await channel.send(outbound('k2', 'ben'), { signal: never });
    expect([(await ana.next('message'))['text'], (await ben.next('message'))['text'], ana.frames.length, ben.frames.length]).toEqual(['text of k1', 'text of k2', 2, 2]);
  });
});

describe('a line that dropped', () => {
  it('costs no message: what was not confirmed is there after the return, in order', async () => {
    const { channel, url } = await openShop();
    const before = await connect(url, { user: 'ana' });
    const conversation = (await before.next('welcome'))['conversation'];
    for (const key of ['k1', 'k2', 'k3']) await channel.send(outbound(key, 'ana', { mediaUrl: 'https://shop.example/a.png' }), { signal: never });
    before.say({ type: 'received', key: (await before.next('message', 1))['key'] });
    await pause(20);
    before.socket.terminate();
    const after = await connect(url, { conversation });
    await after.next('message', 2);
    expect(after.frames.slice(1)).toMatchObject([{ text: 'text of k2', mediaUrl: 'https://shop.example/a.png' }, { text: 'text of k3' }]);
  });

  it('of one conversation is not made good in another that is open beside it', async () => {
    const { channel, url, heard } = await openShop();
    const first = await connect(url, { user: 'ana' });
    first.say({ type: 'message', id: '1', text: 'hello' });
    await first.next('accepted');
    const conversation = heard.find((item) => item.kind === 'message')?.conversation ?? '';
    await channel.send(outbound('k1', 'ana', { conversation }), { signal: never });
    const second = await connect(url, { user: 'ana' });
    await channel.send(outbound('k2', 'ana'), { signal: never });
    await second.next('message');
    expect(second.frames.slice(1)).toMatchObject([{ text: 'text of k2' }]);
  });

  it('repeats nothing that the client has seen', async () => {
    const { channel, url } = await openShop();
    const before = await connect(url, { user: 'ana' });
    for (const key of ['k1', 'k2', 'k3']) await channel.send(outbound(key, 'ana'), { signal: never });
    const seen = (await before.next('message', 2))['key'];
    before.socket.terminate();
    const after = await connect(url, { user: 'ana', seen });
    await after.next('message');
    await pause(20);
    expect(after.frames.slice(1)).toMatchObject([{ text: 'text of k3' }]);
  });
});

describe('a receipt', () => {
  it('says delivered, then read, of the message it names', async () => {
    const { channel, url, heard } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    await channel.send(outbound('tenant/ana/1/0', 'ana'), { signal: never });
    const { key } = await ana.next('message');
    for (const type of ['received', 'read']) ana.say({ type, key });
    await until(() => receipts(heard).length === 2);
    expect(receipts(heard)).toEqual(['tenant/ana/1/0 delivered', 'tenant/ana/1/0 read']);
  });

  it('is known also after the server was restarted', async () => {
    const first = await openShop();
    const ana = await connect(first.url, { user: 'ana' });
    await first.channel.send(outbound('k1', 'ana'), { signal: never });
    const { key } = await ana.next('message');
    await first.channel.close();
    const second = await openShop();
    (await connect(second.url, { user: 'ana' })).say({ type: 'read', key });
    await until(() => receipts(second.heard).length === 1);
    expect(receipts(second.heard)).toEqual(['k1 read']);
  });

  it.each([['read'], ['received']])('of somebody else\'s message is refused (%s)', async (type) => {
    const { channel, url, heard } = await openShop();
    const [ana, mallory] = [await connect(url, { user: 'ana' }), await connect(url, { user: 'mallory' })];
    await channel.send(outbound('k1', 'ana'), { signal: never });
    const { key } = await ana.next('message');
    mallory.say({ type, key });
    mallory.say({ type, key: 'k1' });
    await mallory.next('failed', 2);
    expect(receipts(heard)).toEqual([]);
  });
});

describe('a client that does not keep up', () => {
  it('is dropped before it fills the memory, and the message waits', async () => {
    const { channel, url } = await openShop({ maxBufferedBytes: 100_000 });
    const ana = await connect(url, { user: 'ana' });
    ana.socket.pause();
    const results: Promise<{ readonly status: string }>[] = [];
    for (let n = 0; n < 1_000; n += 1) results.push(channel.send(outbound(`k${n}`, 'ana', { text: 'x'.repeat(16_000) }), { signal: never }));
    const last = (await Promise.all(results)).at(-1);
    expect(last?.status).toBe('retry');
  });
});
