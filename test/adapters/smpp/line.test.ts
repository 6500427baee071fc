import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createSmppChannel, type SmppChannelConfig } from '../../../adapters/smpp/index.js';
import { Session } from '../../../adapters/smpp/session.js';
import certificate from 'smtp-server/lib/tls-options.js';
import { afterTest, never, openOffice, openSmsc, outbound, pause, smpp, texts, until } from './smsc-test-bench.js';

const config: SmppChannelConfig = { host: '127.0.0.1', systemId: 'shop', password: 'secret', source: 'SHOP' };
const refused = (code: string): unknown => expect.objectContaining({ code });

describe('the SMS channel', () => {
  it.each([
    ['no host', { host: '' }], ['no system id', { systemId: '' }], ['no password', { password: '' }], ['a password that cannot be written', { password: 'ü' }],
    ['no source', { source: '' }], ['a name that is too long', { source: 'THE WHOLE SHOP' }], ['a number without its country', { source: '015112345671' }],
    ['a window of nobody', { window: 0 }], ['a pace of no number', { perSecond: Number.NaN }], ['a port that is none', { port: 65_536 }],
    ['texts longer than 255 parts', { maxTextLength: 16_001 }], ['texts longer than one unit', { longText: 'payload' as const, maxTextLength: 8_001 }], ['a patience too long for a timer', { partsMs: 2 ** 31 }], ['an alphabet that nobody knows', { dataCodings: { 0: 'klingon' } }],
  ])('is not made with %s', (_, wrong) => {
    expect(() => createSmppChannel({ ...config, ...wrong })).toThrow(refused('InvalidOptions'));
  });

  it('says what it can carry, and its capabilities are known to the compiler', () => {
    const capabilities: { text: true; receipts: true; inbound: true } = createSmppChannel(config).capabilities;
    expect(Object.keys(capabilities).sort()).toEqual(['inbound', 'receipts', 'text']);
  });

  it('tells the SMSC who we are, and hears and sends in one session', async () => {
    const { smsc } = await openOffice({ systemType: 'VMS' });
    expect(smsc.binds).toMatchObject([{ command: 'bind_transceiver', system_id: 'shop', password: 'secret', system_type: 'VMS', interface_version: 0x34 }]);
  });

  it.each([['ESME_RINVPASWD'], ['ESME_RINVSYSID']])('does not open where the SMSC does not know us: %s', async (name) => {
    const smsc = await openSmsc();
    smsc.bindBy(() => ({ command_status: smpp.errors[name] }));
    const channel = createSmppChannel({ ...config, port: smsc.port });
    await expect(channel.open(async () => {})).rejects.toThrow(refused('ChannelFailed'));
    await channel.close();
  });

  it.each([['ESME_RALYBND'], ['ESME_RBINDFAIL'], ['ESME_RSYSERR']])('waits for an SMSC that does not take us now: %s', async (name) => {
    const smsc = await openSmsc();
    smsc.bindBy(() => (smsc.binds.length < 3 ? { command_status: smpp.errors[name] } : {}));
    const { send } = await openOffice({}, smsc);
    expect(await send()).toEqual({ status: 'retry', retryAfterMs: 1_000 });
    await smsc.bound(1);
    expect(await send()).toMatchObject({ status: 'sent' });
  });

  it('sends nothing before it is open', async () => {
    await expect(createSmppChannel(config).send(outbound(), { signal: never })).rejects.toThrow(refused('Closed'));
  });

  it('opens once', async () => {
    const { channel } = await openOffice();
    await expect(channel.open(async () => {})).rejects.toThrow(refused('InvalidOptions'));
  });

  it('takes leave when closed, and may be closed twice', async () => {
    const { smsc, channel, send } = await openOffice();
    await Promise.all([channel.close(), channel.close()]);
    await channel.close();
    expect(smsc.heard.map(({ command }) => command)).toEqual(['bind_transceiver', 'unbind']);
    await expect(send()).rejects.toThrow(refused('Closed'));
    await expect(channel.open(async () => {})).rejects.toThrow(refused('Closed'));
    await pause(50);
    expect(smsc.binds).toHaveLength(1);
  });

  it('answers what it is taking before it takes leave', async () => {
    const { smsc, channel, acceptBy } = await openOffice();
    let taking = false;
    acceptBy(() => { taking = true; return pause(60); });
    const answer = smsc.deliver({ short_message: 'Hello' });
    await until(() => taking);
    await channel.close();
    expect(await answer).toBe(0);
  });

  it('is closed without having been opened, and while nobody answers its knocking', async () => {
    await createSmppChannel(config).close();
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    afterTest(() => mute.close());
    const channel = createSmppChannel({ ...config, port: (mute.address() as AddressInfo).port });
    const opening = channel.open(async () => {});
    await pause(30);
    const start = performance.now();
    await channel.close();
    await opening;
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('closes soon although the SMSC does not say good-bye and a message is being taken for ever', async () => {
    const { smsc, channel, acceptBy } = await openOffice();
    acceptBy(() => new Promise(() => {}));
    void smsc.deliver({ short_message: 'Hello' });
    (await smsc.session()).pause();
    const start = performance.now();
    await channel.close();
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  it('speaks in secret where that was agreed, and with nobody whose certificate it cannot check', async () => {
    const smsc = await openSmsc({ tls: certificate() });
    const open = await openOffice({ tls: { rejectUnauthorized: false } }, smsc);
    expect(await open.send({ text: 'は' })).toMatchObject({ status: 'sent' });
    const careful = await openOffice({ tls: true }, smsc);
    expect(await careful.send()).toMatchObject({ status: 'retry' });
    expect(smsc.binds).toHaveLength(1);
  });
});

describe('a line that is lost', () => {
  it('in the middle of a window costs no message: what had no answer goes again, with the same bytes', async () => {
    const { smsc, send } = await openOffice();
    smsc.answerBy((_, nth) => (nth <= 2 ? { message_id: `id-${nth}` } : 'silence'));
    const keys = Array.from({ length: 6 }, (_, n) => ({ key: `default/k/${n}/0`, text: `text ${n}` }));
    const first = Promise.all(keys.map((one) => send(one)));
    await until(() => smsc.submits.length === 6);
    smsc.drop();
    expect((await first).map(({ status }) => status)).toEqual(['sent', 'sent', 'retry', 'retry', 'retry', 'retry']);
    smsc.answerBy((_, nth) => ({ message_id: `id-${nth}` }));
    await smsc.bound(2);
    expect((await Promise.all(keys.map((one) => send(one)))).map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'sent'));
    const said = smsc.submits.map(({ short_message: { message } }) => message);
    expect(said).toEqual([...said.slice(0, 6), ...said.slice(2, 6)]);
  });

  it('because the SMSC died is found again when it comes back', async () => {
    const smsc = await openSmsc();
    const { send, heard } = await openOffice({}, smsc);
    await smsc.close();
    expect(await send()).toMatchObject({ status: 'retry' });
    const back = await openSmsc({ port: smsc.port });
    await back.bound(1);
    expect(await send()).toMatchObject({ status: 'sent' });
    await back.deliver({ short_message: 'Hello' });
    expect(texts(heard)).toEqual(['Hello']);
  });

  it('because the SMSC takes leave is answered and found again', async () => {
    const { smsc, send } = await openOffice();
    const session = await smsc.session();
    expect(await new Promise((resolve) => session.unbind((answer) => resolve(answer.command)))).toBe('unbind_resp');
    expect(await send()).toMatchObject({ status: 'retry' });
    await until(() => smsc.binds.length === 2);
  });

  it('without a word is noticed, since the SMSC is asked whether it is there', async () => {
    const { smsc, channel } = await openOffice({ enquireMs: 30, responseMs: 60 });
    await until(() => smsc.heard.filter(({ command }) => command === 'enquire_link').length >= 3);
    expect(smsc.binds).toHaveLength(1);
    (await smsc.session()).pause();
    await until(() => smsc.binds.length === 2);
    await channel.close();
  });

  it('in the middle of a message never brings half of it', async () => {
    const { smsc, heard } = await openOffice();
    const { socket } = await smsc.session();
    const unit = new smpp.PDU('deliver_sm', { source_addr: '4915112345671', source_addr_ton: 1, destination_addr: '1', short_message: 'Cancel nothing', sequence_number: 9 }).toBuffer();
    socket.write(unit.subarray(0, -8));
    await pause(20);
    socket.end();
    await until(() => smsc.binds.length === 2);
    expect(heard).toEqual([]);
  });
});

describe('what the other side should not say', () => {
  const unit = (command: number, body: Buffer, { status = 0, sequence = 77 } = {}): Buffer => {
    const head = Buffer.alloc(16);
    [16 + body.length, command, status, sequence].forEach((field, at) => head.writeUInt32BE(field, at * 4));
    return Buffer.concat([head, body]);
  };

  it.each([['a length of nothing', Buffer.alloc(16)], ['a length of a web page', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')], ['a length below its own head', Buffer.from('0000000f00000015', 'hex')], ['a gigabyte', Buffer.from('40000000', 'hex')]])('ends the session where it has %s, and another is begun', async (_, bytes) => {
    const { smsc, send } = await openOffice();
    (await smsc.session()).socket.write(bytes);
    await smsc.bound(2);
    expect(await send()).toMatchObject({ status: 'sent' });
  });

  it.each([
    ['a text that is shorter than it says', Buffer.from('0001013439313531313233343536373100 0101343900 00 00 00 00 00 00 00 00 00 ff 41'.replaceAll(' ', ''), 'hex')],
    ['a parameter that is longer than the unit', Buffer.from('0001013439313531313233343536373100 0101343900 00 00 00 00 00 00 00 00 00 00 0424 00ff 41'.replaceAll(' ', ''), 'hex')],
    ['a parameter that ends too early', Buffer.from('0001013439313531313233343536373100 0101343900 00 00 00 00 00 00 00 00 00 00 0427 0001'.replaceAll(' ', ''), 'hex')],
    ['no address', Buffer.from('00', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('is kept as unreadable and acknowledged where a message has %s', async (_, body) => {
    const { smsc, heard } = await openOffice();
    (await smsc.session()).socket.write(unit(5, body));
    await until(() => smsc.heard.some(({ command }) => command === 'deliver_sm_resp'));
    expect(smsc.heard.find(({ command }) => command === 'deliver_sm_resp')).toMatchObject({ command_status: 0, sequence_number: 77 });
    expect(heard).toEqual([{ kind: 'unreadable', id: expect.any(String), reason: 'malformed' }]);
  });

  it('is turned down where it is a command nobody knows, and the session goes on', async () => {
    const { smsc, send } = await openOffice();
    const { socket } = await smsc.session();
    socket.write(unit(0x00010203, Buffer.from('abc')));
    socket.write(unit(4, Buffer.alloc(40)));
    await until(() => smsc.heard.filter(({ command }) => command === 'generic_nack').length === 2);
    expect(smsc.heard.filter(({ command }) => command === 'generic_nack')).toMatchObject([{ command_status: 3, sequence_number: 77 }, { command_status: 3, sequence_number: 77 }]);
    expect(await send()).toMatchObject({ status: 'sent' });
    expect(smsc.binds).toHaveLength(1);
  });

  it('is let pass where it answers what nobody asked', async () => {
    const { smsc, send } = await openOffice();
    const { socket } = await smsc.session();
    for (const command of [0x80000004, 0x80000015, 0x80000006, 0x102, 0x0b]) socket.write(unit(command, Buffer.alloc(12), { sequence: 4_000 }));
    expect(await send()).toMatchObject({ status: 'sent' });
    expect(smsc.binds).toHaveLength(1);
  });

  it('without end, from an SMSC that hears no answer, is not listened to until it does', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    afterTest(() => server.close());
    const ours = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [theirs]: Socket[] = await once(server, 'connection');
    const session = new Session(ours, { responseMs: 9_000, enquireMs: 9_000, onDelivery: () => {} });
    afterTest(() => session.destroy());
    const questions = Buffer.concat(Array.from({ length: 1_000 }, () => unit(0x15, Buffer.alloc(0))));
    const asking = setInterval(() => theirs?.write(questions), 1);
    await until(() => ours.isPaused());
    clearInterval(asking);
    theirs?.resume();
    await until(() => !ours.isPaused());
    expect(session.open).toBe(true);
  });

  it('in thousands at once is answered to the last', async () => {
    const { smsc } = await openOffice();
    const { socket } = await smsc.session();
    for (let at = 0; at < 20_000; at += 1) socket.write(unit(0x15, Buffer.alloc(0), { sequence: at + 1 }));
    await until(() => smsc.heard.filter(({ command }) => command === 'enquire_link_resp').length === 20_000);
  });

  it('byte by byte is read like everything at once', async () => {
    const { smsc, heard } = await openOffice();
    const { socket } = await smsc.session();
    const bytes = Buffer.concat(['one', 'two'].map((text, n) => new smpp.PDU('deliver_sm', { source_addr: '4915112345671', source_addr_ton: 1, destination_addr: '1', data_coding: 0, short_message: text, sequence_number: n + 1 }).toBuffer()));
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => heard.length === 2);
    expect(texts(heard)).toEqual(['one', 'two']);
  });
});
