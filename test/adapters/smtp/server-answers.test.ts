import tls from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { afterTest, openShop, outbound, pause, refused, send, startMailServer, startScriptedServer } from './mail-test-bench.js';
import { makeCertificate } from './test-certificate.js';

/** Answers every command as a kind server does, but one. */
const politeBut = (command: string, answer: string) => (line: string): string => {
  if (line.startsWith(command)) return answer;
  if (line.startsWith('EHLO')) return '250 here';
  return line === 'DATA' ? '354 go on' : '250 2.0.0 yes';
};

describe('What a mail server answers decides what becomes of the message', () => {
  it.each([
    ['an unknown mailbox', 'RCPT', '550 5.1.1 <ana@home.example> no such user', { status: 'refused', code: 'smtp-550-5.1.1' }],
    ['a refusal without more', 'RCPT', '550 no', { status: 'refused', code: 'smtp-550' }],
    ['a refused sender', 'MAIL', '553 5.1.8 not you', { status: 'refused', code: 'smtp-553-5.1.8' }],
    ['a refused text', '.', '554 5.6.0 no', { status: 'refused', code: 'smtp-554-5.6.0' }],
    ['a text that is too large', '.', '552 5.3.4 too big', { status: 'refused', code: 'smtp-552-5.3.4' }],
    ['a mailbox that is full for now', 'RCPT', '452 4.2.2 full', { status: 'retry', because: 'recipient-away' }],
    ['a mailbox that is greylisted', 'RCPT', '450 4.2.0 come back', { status: 'retry', because: 'recipient-away' }],
    ['a server out of room', 'RCPT', '452 4.3.1 disk', { status: 'retry' }],
    ['trouble with the text for now', '.', '451 4.0.0 later', { status: 'retry' }],
    ['a rate', 'RCPT', '450 4.7.1 too fast', { status: 'retry', retryAfterMs: 60_000 }],
    ['a server that closes the line', 'MAIL', '421 4.7.0 too many', { status: 'retry', retryAfterMs: 60_000 }],
    ['a mistake in the order of commands', 'RCPT', '503 5.5.1 what', { status: 'retry' }],
    ['a log-in that is wanted', 'MAIL', '530 5.7.0 log in', { status: 'retry' }],
    ['an answer that is none', 'RCPT', 'hello?', { status: 'retry' }],
  ])('%s', async (_, command, answer, expected) => {
    const { port } = await startScriptedServer(politeBut(command, answer));
    const result = await send(openShop(port), outbound('k1', { text: 'Hello' }));
    expect(result).toEqual(expected);
    expect(JSON.stringify(result)).not.toContain('ana');
  });

  it('a server that turns everybody away at the door', async () => {
    const { port } = await startScriptedServer(() => undefined, '554 5.3.2 not now');
    expect(await send(openShop(port), outbound('k1'))).toEqual({ status: 'retry' });
    const busy = await startScriptedServer(() => undefined, '421 4.3.2 too many');
    expect(await send(openShop(busy.port, { slowDownMs: 5_000 }), outbound('k1'))).toEqual({ status: 'retry', retryAfterMs: 5_000 });
  });

  it('a server that is not there, or drops the line before, between and within the text', async () => {
    const { port: gone, server } = await startMailServer();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await send(openShop(gone), outbound('k1'))).toEqual({ status: 'retry' });
    for (const dropAt of ['EHLO', 'MAIL', 'RCPT', 'DATA', '.']) {
      const { port } = await startScriptedServer((line, socket) => {
        if (line.startsWith(dropAt)) socket.destroy();
        return politeBut('nothing', '')(line);
      });
      expect([dropAt, await send(openShop(port), outbound('k1', { text: 'Hello' }))]).toEqual([dropAt, { status: 'retry' }]);
    }
  });

  it('a server that says nothing more', async () => {
    const { port } = await startScriptedServer((line) => (line.startsWith('RCPT') ? undefined : politeBut('nothing', '')(line)));
    expect(await send(openShop(port, { timeoutMs: 200 }), outbound('k1'))).toEqual({ status: 'retry' });
  });

  it('an id that the server gives the mail itself is the one that bounces will name', async () => {
    const { port } = await startScriptedServer(politeBut('.', '250 2.0.0 OK <AS8P1@eur01.prod.outlook.com> [Hostname=x]'));
    expect(await send(openShop(port), outbound('k1', { text: 'Hello' }))).toEqual({ status: 'sent', providerId: 'AS8P1@eur01.prod.outlook.com' });
  });
});

describe('Nothing is said over an open line', () => {
  it('where the server cannot encrypt, unless the host chose that', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port, { server: { host: '127.0.0.1', port } });
    await expect(send(channel, outbound('k1'))).rejects.toThrow(refused('ChannelFailed'));
    expect(arrived).toHaveLength(0);
  });

  it('to a server that shows a certificate of its own making', async () => {
    const { port, arrived } = await startMailServer({ disabledCommands: ['AUTH'] });
    const channel = openShop(port, { server: { host: '127.0.0.1', port, tls: 'starttls' } });
    await expect(send(channel, outbound('k1'))).rejects.toThrow(refused('ChannelFailed'));
    expect(arrived).toHaveLength(0);
  });
});

describe('Over a line that a known authority vouches for', () => {
  const known = makeCertificate();
  const trustIt = (): void => {
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...before, known.cert]);
    afterTest(() => tls.setDefaultCACertificates(before));
  };
  const logIns: string[] = [];
  const withLogIn: SMTPServerOptions = {
    ...known, authOptional: false,
    onAuth: ({ username, password }, _, done) => {
      logIns.push(`${username}:${password}`);
      if (password === 'right') done(null, { user: 'shop' });
      else done(Object.assign(new Error('no'), { responseCode: 535 }));
    },
  };

  it('it logs in and sends, by STARTTLS and from the first byte', async () => {
    trustIt();
    for (const secure of [false, true]) {
      const { port, arrived } = await startMailServer({ ...withLogIn, secure, disabledCommands: [] });
      const channel = openShop(port, { server: { host: '127.0.0.1', port, tls: secure ? 'implicit' : 'starttls', user: 'shop', password: 'right' } });
      expect((await send(channel, outbound('k1'))).status).toBe('sent');
      expect(arrived).toHaveLength(1);
    }
    expect(logIns).toEqual(['shop:right', 'shop:right']);
  });

  it('a wrong password is the host\'s to put right: no message is lost over it', async () => {
    trustIt();
    const { port, arrived } = await startMailServer({ ...withLogIn, disabledCommands: [] });
    const channel = openShop(port, { server: { host: '127.0.0.1', port, user: 'shop', password: 'wrong' } });
    const failed = send(channel, outbound('k1'));
    await expect(failed).rejects.toThrow(refused('ChannelFailed'));
    await expect(failed).rejects.toMatchObject({ facts: { reason: 'EAUTH' } });
    expect(arrived).toHaveLength(0);
  });
});

describe('A channel lets go', () => {
  it('of a mail that is given up while the server is slow, and the next one goes out', async () => {
    let slow = true;
    const { port, arrived } = await startMailServer({ onRcptTo: (_, __, done) => void setTimeout(done, slow ? 5_000 : 0) });
    const channel = openShop(port, { maxConnections: 1 });
    const patience = new AbortController();
    const given = [send(channel, outbound('k1'), patience.signal), send(channel, outbound('k2'), patience.signal)];
    await pause(100);
    const start = Date.now();
    patience.abort(new Error('given up'));
    for (const one of given) await expect(one).rejects.toThrow('given up');
    expect(Date.now() - start).toBeLessThan(1_000);
    slow = false;
    expect((await send(channel, outbound('k3'))).status).toBe('sent');
    expect(arrived).toHaveLength(1);
  });

  it('at once where the signal had ended before', async () => {
    const { port, arrived } = await startMailServer();
    await expect(send(openShop(port), outbound('k1'), AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
    expect(arrived).toHaveLength(0);
  });

  it('of every line when it is closed, also twice and in the middle of a mail', async () => {
    const { port, server } = await startMailServer({ onRcptTo: () => {} });
    const channel = openShop(port);
    const given = send(channel, outbound('k1'));
    await pause(100);
    const ended = expect(given).rejects.toThrow(refused('Closed'));
    await Promise.all([channel.close(), channel.close()]);
    await channel.close();
    await ended;
    await pause(50);
    expect(server.connections.size).toBe(0);
    await expect(send(channel, outbound('k2'))).rejects.toThrow(refused('Closed'));
    await expect(channel.open(async () => {})).rejects.toThrow(refused('Closed'));
    expect(await channel.onMail(Buffer.from('Subject: x\r\n\r\n'))).toEqual({ responseCode: 451, code: 'Closed' });
  });

  it('is opened once', async () => {
    const channel = openShop(9);
    await channel.open(async () => {});
    await expect(channel.open(async () => {})).rejects.toThrow(refused('InvalidOptions'));
  });

  it('uses a few lines for many mails', async () => {
    let lines = 0;
    const { port, arrived } = await startMailServer({ onConnect: (_, done) => { lines += 1; done(); } });
    const channel = openShop(port, { maxConnections: 2 });
    await Promise.all(Array.from({ length: 30 }, (_, n) => send(channel, outbound(`k${n}`))));
    expect(arrived).toHaveLength(30);
    expect(lines).toBeLessThanOrEqual(2);
  });

  it('takes a new line where the server had closed an idle one', async () => {
    const { port, arrived, server } = await startMailServer();
    const channel = openShop(port);
    await send(channel, outbound('k1'));
    for (const connection of server.connections) connection.close();
    expect((await send(channel, outbound('k2'))).status).toBe('sent');
    expect(arrived).toHaveLength(2);
  });
});

describe('A configuration that cannot be served safely is refused', () => {
  const server = { host: '127.0.0.1', port: 25, tls: 'none' } as const;
  it.each([
    ['from.address', { from: { address: 'shop' } }],
    ['from.address', { from: { address: 'a@b.example, c@d.example' } }],
    ['from.name', { from: { address: 'a@b.example', name: 'Shop\r\nBcc: eve@evil.example' } }],
    ['subject', { subject: '' }],
    ['subject', { subject: 'a\nb' }],
    ['replyTo', { replyTo: 'nobody' }],
    ['bouncesTo', { bouncesTo: '<>' }],
    ['server.host', { server: { ...server, host: '' } }],
    ['server.port', { server: { ...server, port: 0 } }],
    ['server.password', { server: { host: 'mail.example', user: 'shop' } }],
    ['server.tls', { server: { ...server, user: 'shop', password: 'secret' } }],
    ['maxMailBytes', { maxMailBytes: 0 }],
    ['maxTextBytes', { maxTextBytes: Number.NaN }],
    ['maxConnections', { maxConnections: 1.5 }],
    ['perSecond', { perSecond: -1 }],
  ])('%s', (path, config) => {
    expect(() => openShop(25, config)).toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: expect.objectContaining({ path }) }));
  });

  it('and what is declared is what is there', () => {
    const plain = openShop(25);
    expect([plain.limits, plain.verify]).toEqual([undefined, undefined]);
    expect(openShop(25, { perSecond: 10 }).limits).toEqual({ perSecond: 10 });
  });
});
