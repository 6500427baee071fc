import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { connect, never, openShop, outbound, pause, turnedAway } from './chat-test-bench.js';

describe('a frame that is', () => {
  const message = { type: 'message', id: '1', text: 'hello' };
  it.each([
    ['no JSON', 'hello', 'InvalidJson'],
    ['empty', '', 'InvalidJson'],
    ['a bare value', '42', 'InvalidJson'],
    ['null', 'null', 'InvalidJson'],
    ['a list', '[]', 'InvalidInput'],
    ['without a type', '{}', 'InvalidInput'],
    ['of a type nobody knows', '{"type":"shout"}', 'InvalidInput'],
    ['of a type that every object has', '{"type":"toString"}', 'InvalidInput'],
    ['the server\'s own', '{"type":"welcome","conversation":"x"}', 'InvalidInput'],
    ['a message without an id', JSON.stringify({ ...message, id: undefined }), 'InvalidInput'],
    ['a message with a number as id', JSON.stringify({ ...message, id: 1 }), 'InvalidInput'],
    ['a message with a space in its id', JSON.stringify({ ...message, id: 'a b' }), 'InvalidInput'],
    ['a message with a long id', JSON.stringify({ ...message, id: 'x'.repeat(129) }), 'InvalidInput'],
    ['a message without words', JSON.stringify({ ...message, text: '' }), 'InvalidInput'],
    ['a message with a list as text', JSON.stringify({ ...message, text: ['x'] }), 'InvalidInput'],
    ['an event nobody allowed', '{"type":"event","id":"1","event":{"type":"order.paid","data":{}}}', 'UnknownEvent'],
    ['an event of the engine', '{"type":"event","id":"1","event":{"type":"xstate.stop","data":{}}}', 'UnknownEvent'],
    ['an event with a list as data', '{"type":"event","id":"1","event":{"type":"chat.closed","data":[]}}', 'InvalidInput'],
    ['a receipt without a key', '{"type":"read"}', 'InvalidInput'],
    ['nested 5,000 deep', '['.repeat(5_000) + ']'.repeat(5_000), 'InvalidInput'],
  ])('%s fails by code, and the chat goes on', async (_, frame, code) => {
    const { url, heard } = await openShop({ events: ['chat.closed'] });
    const ana = await connect(url, { user: 'ana' });
    ana.socket.send(frame);
    expect(await ana.next('failed')).toMatchObject({ code, again: false });
    ana.say({ ...message, id: 'good' });
    await ana.next('accepted');
    expect(heard.filter((item) => item.kind === 'message')).toHaveLength(1);
  });

  it.each([
    ['binary', 1003, (socket: WebSocket) => socket.send(Buffer.from('{}'))],
    ['larger than allowed', 1009, (socket: WebSocket) => socket.send('x'.repeat(20_000))],
    ['not UTF-8', 1007, (socket: WebSocket) => socket.send(Buffer.of(0x22, 0xff, 0x22), { binary: false })],
    ['a second hello', 4409, (socket: WebSocket) => socket.send('{"type":"hello"}')],
  ] as const)('%s ends the connection with %i', async (_, code, send) => {
    const { url } = await openShop();
    const ana = await connect(url, { user: 'ana' });
    send(ana.socket);
    expect(await ana.closed).toBe(code);
  });

  it('naming a key twice fails where the host is strict, and elsewhere says what the last one says', async () => {
    const frame = '{"type":"message","id":"1","text":"no","text":"yes"}';
    const [strict, plain] = [await openShop({ strict: true }), await openShop()];
    for (const { url } of [strict, plain]) {
      const ana = await connect(url, { user: 'ana' });
      ana.socket.send(frame);
      await (url === strict.url ? ana.next('failed').then((failed) => expect(failed).toMatchObject({ code: 'DuplicateKey', again: false })) : ana.next('accepted'));
    }
    expect([strict, plain].map(({ heard }) => heard.flatMap((item) => (item.kind === 'message' ? [item.text] : [])))).toEqual([[], ['yes']]);
  });

  it('malformed again and again ends the connection, and one of another client does not', async () => {
    const { url } = await openShop();
    const [ana, ben] = [await connect(url, { user: 'ana' }), await connect(url, { user: 'ben' })];
    for (let n = 0; n < 11; n += 1) ana.socket.send('?');
    expect(await ana.closed).toBe(4400);
    ben.say({ type: 'message', id: '1', text: 'hello' });
    expect(await ben.next('accepted')).toBeDefined();
  });

  it.each([['user: ""', { user: '' }], ['a line break', { user: 'a\nb' }], ['something invisible', { user: 'a\u200bb' }], ['300 letters', { user: 'x'.repeat(300) }], ['no text', { user: 7 }]])('a hello of a user with %s is refused', async (_, hello) => {
    const { url } = await openShop();
    const nobody = await connect(url);
    nobody.say({ type: 'hello', ...hello });
    expect(await nobody.next('failed')).toMatchObject({ code: 'InvalidInput' });
  });
});

describe('a client that', () => {
  it('says anything before hello is shown out', async () => {
    const { url, heard } = await openShop();
    const nobody = await connect(url);
    nobody.say({ type: 'message', id: '1', text: 'hello' });
    expect([await nobody.closed, heard]).toEqual([4401, []]);
  });

  it('never says hello is shown out', async () => {
    const { url } = await openShop({ helloMs: 50 });
    expect(await (await connect(url)).closed).toBe(4408);
  });

  it('is gone without a word is dropped', async () => {
    const { channel, url } = await openShop({ idleMs: 40 });
    const ana = await connect(url, { user: 'ana' }, { autoPong: false });
    expect(await ana.closed).toBe(1006);
    await pause(20);
    expect(await channel.send(outbound('k1', 'ana'), { signal: never })).toMatchObject({ status: 'retry' });
  });

  it('is merely quiet stays', async () => {
    const { url } = await openShop({ idleMs: 30 });
    const ana = await connect(url, { user: 'ana' });
    await pause(200);
    expect(ana.socket.readyState).toBe(ana.socket.OPEN);
  });

  it('waits long for the store is not taken for gone', async () => {
    const { url } = await openShop({ idleMs: 30 }, async ([item]) => (item?.kind === 'message' ? pause(8) : undefined));
    const ana = await connect(url, { user: 'ana' });
    for (let n = 0; n < 60; n += 1) ana.say({ type: 'message', id: String(n), text: 'x' });
    expect(await ana.next('accepted', 60)).toBeDefined();
  });

  it('comes back in a storm does not harm the others', async () => {
    const { url } = await openShop({ maxConnections: 50 });
    const ben = await connect(url, { user: 'ben' });
    const statuses = await Promise.all(Array.from({ length: 200 }, () => turnedAway(url)));
    expect([statuses.filter((status) => status === 101).length, statuses.filter((status) => status === 503).length]).toEqual([49, 151]);
    ben.say({ type: 'message', id: '1', text: 'hello' });
    expect(await ben.next('accepted')).toBeDefined();
  });
});
