import { describe, expect, it } from 'vitest';
import { connectChat, type ChatMessage } from '../../../examples/demo/chat-client.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { Inbound } from '../../../src/ports/channel.js';
import { afterTest, connect, never, openShop, outbound, pause, until } from './chat-test-bench.js';

const messages = (heard: readonly Inbound[]) => heard.filter((item) => item.kind === 'message');

describe('a customer in the chat', () => {
  it('writes, is answered with buttons, and the shop learns that the answer has come', async () => {
    const { channel, url, heard } = await openShop();
    const got: ChatMessage[] = [];
    const ana = connectChat({ url, user: 'ana', onMessage: (message) => got.push(message) });
    afterTest(() => ana.close());
    await ana.say('where is my order?');
    const [said] = messages(heard);
    expect(said).toMatchObject({ from: 'ana', text: 'where is my order?', conversation: expect.any(String) });
    const result = await channel.send({ ...outbound('k1', 'ana'), buttons: ['yes', 'no'] }, { signal: never });
    await until(() => heard.some((item) => item.kind === 'receipt'));
    expect(result).toEqual({ status: 'sent', providerId: 'k1' });
    expect(got).toMatchObject([{ text: 'text of k1', buttons: ['yes', 'no'] }]);
    expect(heard.find((item) => item.kind === 'receipt')).toEqual({ kind: 'receipt', id: 'k1:delivered', providerId: 'k1', state: 'delivered' });
  });

  it('is told that a message was accepted only after it is durably accepted', async () => {
    let commit = (): void => {};
    const { url } = await openShop({}, async ([item]) => (item?.kind === 'message' ? new Promise((done) => (commit = done)) : undefined));
    const ana = await connect(url, { user: 'ana' });
    ana.say({ type: 'message', id: '1', text: 'hello' });
    await pause(50);
    expect(ana.frames.map(({ type }) => type)).toEqual(['welcome']);
    commit();
    expect(await ana.next('accepted')).toEqual({ type: 'accepted', id: '1' });
  });

  it('is heard in the order of writing, also when messages come faster than they are accepted', async () => {
    let left = 100;
    const { url, heard } = await openShop({}, () => pause(left-- % 7));
    const ana = await connect(url, { user: 'ana' });
    const numbers = Array.from({ length: 100 }, (_, n) => String(n));
    for (const id of numbers) ana.say({ type: 'message', id, text: id });
    await ana.next('accepted', 100);
    expect(messages(heard).map((item) => item.text)).toEqual(numbers);
  });

  it('is not read further while the shop cannot keep up, and nothing is lost by that', async () => {
    let keepUp = (): void => {};
    const behind = new Promise<void>((resolve) => (keepUp = resolve));
    const { url, heard } = await openShop({}, async ([item]) => (item?.kind === 'message' ? behind : undefined));
    const ana = await connect(url, { user: 'ana' });
    for (let n = 0; n < 2_000; n += 1) ana.say({ type: 'message', id: String(n), text: 'x'.repeat(10_000) });
    await pause(300);
    expect(ana.socket.bufferedAmount).toBeGreaterThan(5_000_000);
    keepUp();
    await ana.next('accepted', 2_000);
    expect(messages(heard)).toHaveLength(2_000);
  });

  it('keeps the id of a message that is said again, so that it counts once', async () => {
    const { url, heard } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    for (const text of ['hello', 'hello']) ana.say({ type: 'message', id: '1', text });
    await ana.next('accepted', 2);
    const [first, second] = messages(heard);
    expect(second).toEqual(first);
  });

  it('is not mistaken for another one who counts messages alike', async () => {
    const { url, heard } = await openShop();
    const [ana, ben] = [await connect(url, { user: 'ana' }), await connect(url, { user: 'ben' })];
    for (const client of [ana, ben]) client.say({ type: 'message', id: '1', text: 'hello' });
    await until(() => messages(heard).length === 2);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
  });

  it('sends an event of a kind that the shop allows', async () => {
    const { url, heard } = await openShop({ events: ['chat.closed'] });
    const ana = await connect(url, { user: 'ana' });
    ana.say({ type: 'event', id: 'e1', event: { type: 'chat.closed', data: { stars: 5 } } });
    await ana.next('accepted');
    expect(heard.find(({ id }) => id.endsWith(':e1'))).toMatchObject({ kind: 'event', from: 'ana', event: { type: 'chat.closed', data: { stars: 5 } } });
  });
});

describe('a message that cannot be taken', () => {
  it('for now is asked for again, and the client says it again until it is accepted', async () => {
    let tries = 0;
    const { url, heard } = await openShop({}, async ([item]) => {
      if (item?.kind === 'message' && ++tries < 3) throw new JourneyError('Busy', 'Not now.', { retryAfterMs: 5 });
    });
    const ana = connectChat({ url, user: 'ana', onMessage: () => {} });
    afterTest(() => ana.close());
    await ana.say('hello');
    expect([tries, messages(heard).length]).toEqual([3, 1]);
  });

  it.each([
    [new JourneyError('StoreUnavailable', 'Away.'), { code: 'StoreUnavailable', again: true, retryAfterMs: 1_000 }],
    [new JourneyError('Busy', 'Not now.', { retryAfterMs: 70 }), { code: 'Busy', again: true, retryAfterMs: 70 }],
    [new JourneyError('EventIdConflict', 'Another body.'), { code: 'EventIdConflict', again: false }],
    [new Error('order 4711 of ana'), { code: 'ChannelFailed', again: true, retryAfterMs: 1_000 }],
  ])('says why by code alone (%s)', async (error, answer) => {
    const { url } = await openShop({}, () => Promise.reject(error));
    const ana = await connect(url, { user: 'ana' });
    ana.say({ type: 'message', id: '1', text: 'hello' });
    expect(await ana.next('failed')).toEqual({ type: 'failed', id: '1', ...answer });
  });

  it('ever is given up by the client', async () => {
    const { url } = await openShop({}, () => Promise.reject(new JourneyError('InvalidPayload', 'No.')));
    const ana = connectChat({ url, user: 'ana', onMessage: () => {} });
    afterTest(() => ana.close());
    await expect(ana.say('hello')).rejects.toThrow('InvalidPayload');
  });
});

describe('what comes back to the shop as its own echo', () => {
  it.each([
    ['the whole message', (key: unknown) => ({ type: 'message', key, text: 'text of k1' })],
    ['its key in the place of an id', (key: unknown) => ({ type: 'message', id: key, text: 'text of k1' })],
  ])('is ignored: %s', async (_, mirror) => {
    const { channel, url, heard } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    await channel.send(outbound('k1', 'ana'), { signal: never });
    ana.say(mirror((await ana.next('message'))['key']));
    ana.say({ type: 'message', id: 'own', text: 'my own words' });
    await ana.next('accepted');
    expect(messages(heard).map((item) => item.text)).toEqual(['my own words']);
  });
});

describe('a conversation', () => {
  it('goes on after the server was restarted', async () => {
    const first = await openShop();
    const before = await connect(first.url, { user: 'ana' });
    before.say({ type: 'message', id: '1', text: 'hello' });
    await before.next('accepted');
    const conversation = (await before.next('welcome'))['conversation'];
    await first.channel.close();
    const second = await openShop();
    const after = await connect(second.url, { conversation });
    after.say({ type: 'message', id: '2', text: 'still me' });
    await after.next('accepted');
    expect(await after.next('welcome')).toEqual({ type: 'welcome', conversation, resumed: true });
    expect(messages(second.heard)[0]).toMatchObject({ from: 'ana', conversation: messages(first.heard)[0]?.conversation });
  });

  it('survives a restart of the server on its port without the customer doing anything', async () => {
    const first = await openShop();
    const port = Number(new URL(first.url).port);
    const ana = connectChat({ url: first.url, user: 'ana', onMessage: () => {} });
    afterTest(() => ana.close());
    await ana.say('hello');
    await first.channel.close();
    const said = ana.say('are you there?');
    const second = await openShop({ port });
    await said;
    expect(messages(second.heard)).toMatchObject([{ text: 'are you there?', conversation: messages(first.heard)[0]?.conversation }]);
  });

  it.each([
    ['of another user', { user: 'ben' }, (token: string) => token],
    ['signed with another secret', { user: 'ana' }, (token: string) => token.slice(0, -2)],
    ['made up', { user: 'ana' }, () => 'x.y.z'],
  ])('%s is not resumed but begun anew', async (_, hello, change) => {
    const { channel, url } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    const token = String((await ana.next('welcome'))['conversation']);
    const other = await connect(url, { ...hello, conversation: change(token) });
    const welcome = await other.next('welcome');
    expect([welcome['resumed'], welcome['conversation'] === token]).toEqual([false, false]);
    await channel.send(outbound('k1', hello.user), { signal: never });
    await (hello.user === 'ben' ? other : ana).next('message');
    if (hello.user === 'ben') expect(ana.frames.some(({ type }) => type === 'message')).toBe(false);
  });

  it('cannot be claimed by another user whom the host has recognised', async () => {
    const { url, heard } = await openShop({ authenticate: async ({ headers }) => ({ user: String(headers['x-user']) }) });
    const as = (user: string) => ({ headers: { 'x-user': user } });
    const ana = await connect(url, {}, as('ana'));
    const mallory = await connect(url, { user: 'ana', conversation: (await ana.next('welcome'))['conversation'] }, as('mallory'));
    mallory.say({ type: 'message', id: '1', text: 'hello' });
    await mallory.next('accepted');
    expect((await mallory.next('welcome'))['resumed']).toBe(false);
    expect(messages(heard)[0]).toMatchObject({ from: 'mallory', verified: true });
  });

  it('of a visitor without a name is known by its token alone', async () => {
    const { url, heard } = await openShop();
    const first = await connect(url, {});
    const again = await connect(url, { conversation: (await first.next('welcome'))['conversation'] });
    for (const client of [first, again]) client.say({ type: 'message', id: client === first ? '1' : '2', text: 'hello' });
    await until(() => messages(heard).length === 2);
    expect(new Set(messages(heard).map(({ from }) => from)).size).toBe(1);
  });

  it('that is open in two tabs shows every message in both', async () => {
    const { channel, url } = await openShop();
    const first = await connect(url, { user: 'ana' });
    const second = await connect(url, { user: 'ana', conversation: (await first.next('welcome'))['conversation'] });
    await channel.send(outbound('k1', 'ana'), { signal: never });
    expect(await second.next('message')).toEqual(await first.next('message'));
  });

  it('keeps its messages from the same user\'s other conversations, unless nobody is left in it', async () => {
    const { channel, url, heard } = await openShop();
    const [first, second] = [await connect(url, { user: 'ana' }), await connect(url, { user: 'ana' })];
    first.say({ type: 'message', id: '1', text: 'hello' });
    await first.next('accepted');
    const conversation = String(messages(heard)[0]?.conversation);
    await channel.send(outbound('k1', 'ana', { conversation }), { signal: never });
    await first.next('message');
    expect(second.frames.map(({ type }) => type)).toEqual(['welcome']);
    first.socket.terminate();
    await until(() => heard.length > 0 && first.socket.readyState === first.socket.CLOSED);
    await pause(20);
    await channel.send(outbound('k2', 'ana', { conversation }), { signal: never });
    expect(await second.next('message')).toMatchObject({ text: 'text of k2' });
  });
});

describe('the return of a customer', () => {
  const returns = (heard: readonly Inbound[]) => heard.filter((item) => item.kind === 'event');

  it('is told, so that what waits for them can hurry', async () => {
    const { channel, url, heard } = await openShop();
    await channel.send(outbound('k1', 'ana'), { signal: never });
    await connect(url, { user: 'ana' });
    await until(() => returns(heard).length === 1);
    expect(returns(heard)[0]).toMatchObject({ from: 'ana', event: { type: 'channel.connected', data: {} }, conversation: expect.any(String) });
  });

  it('is told once in a while where the line flaps, and again where something was tried in vain', async () => {
    const { channel, url, heard } = await openShop();
    for (let n = 0; n < 3; n += 1) {
      const ana = await connect(url, { user: 'ana' });
      ana.socket.close();
      await ana.closed;
      await pause(10);
    }
    expect(returns(heard)).toHaveLength(1);
    await channel.send(outbound('k1', 'ana'), { signal: never });
    await connect(url, { user: 'ana' });
    await until(() => returns(heard).length === 2);
  });

  it('is no news of a visitor whom nobody has heard of, nor of a second tab', async () => {
    const { url, heard } = await openShop();
    await connect(url, {});
    await connect(url, { user: 'ana' });
    await connect(url, { user: 'ana' });
    await until(() => returns(heard).length > 0);
    await pause(20);
    expect(returns(heard)).toHaveLength(1);
  });

  it('does no harm where the shop cannot take it', async () => {
    const { url } = await openShop({}, async ([item]) => {
      if (item?.kind === 'event') throw new JourneyError('StoreUnavailable', 'Away.');
    });
    const ana = await connect(url, { user: 'ana' });
    ana.say({ type: 'message', id: '1', text: 'hello' });
    expect(await ana.next('accepted')).toMatchObject({ id: '1' });
  });
});
