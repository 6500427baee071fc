import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import { normaliseEmail } from '../../../src/model/normalise-email.js';
import { openMailbox, rawMail, shopAddress } from './mail-test-bench.js';

const taken = { responseCode: 250 };

async function hear(mail: Buffer, config: Parameters<typeof openMailbox>[0] = {}) {
  const { channel, heard } = await openMailbox(config);
  return { answer: await channel.onMail(mail), heard };
}
const textOf = async (mail: Buffer, config: Parameters<typeof openMailbox>[0] = {}): Promise<string | undefined> => {
  const [item] = (await hear(mail, config)).heard;
  return item?.kind === 'message' ? item.text : undefined;
};
const reply = { 'In-Reply-To': '<ours@shop.example>', References: '<ours@shop.example>', Subject: 'Re: Your order' };

describe('A mail of a customer becomes a message', () => {
  it('with who wrote, what they wrote, and its own id', async () => {
    const { answer, heard } = await hear(rawMail({ Subject: undefined }, 'Where is my order?\n'));
    expect(answer).toEqual(taken);
    expect(heard).toEqual([{ kind: 'message', id: 'm1@home.example', from: 'ana@home.example', text: 'Where is my order?', conversation: 'm1@home.example' }]);
  });

  it('in Japanese, whatever the character set', async () => {
    const jis = Buffer.concat([rawMail({ 'Content-Type': 'text/plain; charset=iso-2022-jp', 'Content-Transfer-Encoding': '7bit' }, ''), Buffer.from('\x1b$BCmJ8\x1b(B', 'latin1')]);
    expect(await textOf(jis)).toBe('注文');
    expect(await textOf(rawMail({ Subject: '=?UTF-8?B?44GU5rOo5paH?=', 'Content-Transfer-Encoding': 'base64' }, Buffer.from('届きません😢').toString('base64')))).toBe('ご注文\n\n届きません😢');
  });

  it('that was written as HTML alone', async () => {
    const html = rawMail({ 'Content-Type': 'text/html; charset=utf-8' }, '<html><head><style>p { color: red }</style></head><body><p>Where is <b>my order</b>?</p><script>alert(1)</script><p>注文 &amp; more</p></body></html>');
    const text = await textOf(html);
    expect(text).toContain('Where is my order?');
    expect(text).toContain('注文 & more');
    expect(text).not.toMatch(/<|alert|color/);
  });

  it('of which the plain form counts where there are two', async () => {
    const both = rawMail({ 'Content-Type': 'multipart/alternative; boundary=x' }, '--x\nContent-Type: text/plain\n\nplain\n--x\nContent-Type: text/html\n\n<b>html</b>\n--x--');
    expect(await textOf(both)).toBe('plain');
  });

  it('whose subject is part of what was said, unless it only repeats that of the thread', async () => {
    expect(await textOf(rawMail({ Subject: 'STOP' }, ''))).toBe('STOP');
    expect(await textOf(rawMail({ Subject: 'Order 1017' }, 'see subject'))).toBe('Order 1017\n\nsee subject');
    for (const Subject of ['Re: Your order', 'AW: Your order', 'RE[2]: Your order', '回复：订单', 'Fwd: Your order']) expect(await textOf(rawMail({ ...reply, Subject }, 'yes'))).toBe('yes');
    expect(await textOf(rawMail({ ...reply, Subject: 'STOP: no more mails' }, 'please'))).toBe('STOP: no more mails\n\nplease');
  });

  it('of the configured tenant', async () => {
    const { heard } = await hear(rawMail({}), { tenant: 'acme' });
    expect(heard).toMatchObject([{ tenant: 'acme' }]);
  });

  it('with the same id when the server brings it again, also without an id of its own', async () => {
    const mails = [rawMail({}), rawMail({ 'Message-ID': undefined }), rawMail({ 'Message-ID': ['<a@b>', '<c@d>'] }), rawMail({ 'Message-ID': `<${'x'.repeat(400)}@y>` }), rawMail({ 'Message-ID': '<not an id>' })];
    for (const mail of mails) {
      const [first, second] = [await hear(mail), await hear(mail)];
      expect(first.heard).toEqual(second.heard);
      expect(first.heard[0]?.id).toMatch(/^[\x21-\x7e]{1,255}$/);
    }
  });

  it('at once, although its ids never end', async () => {
    const begun = performance.now();
    const ids = `<${'a@'.repeat(60_000)}`;
    expect((await hear(rawMail({ 'Message-ID': ids, References: ids }))).heard).toMatchObject([{ kind: 'message', text: 'Hello' }]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('in a thread that is named by the mail it began with', async () => {
    const threads = await Promise.all([
      rawMail({ References: '<first@shop.example>\r\n <second@home.example> <third@shop.example>', 'In-Reply-To': '<third@shop.example>' }),
      rawMail({ 'In-Reply-To': '<first@shop.example>' }),
      rawMail({ References: 'nonsense', 'In-Reply-To': '' }),
    ].map(async (mail) => (await hear(mail)).heard[0]));
    expect(threads).toMatchObject([{ conversation: 'first@shop.example' }, { conversation: 'first@shop.example' }, { conversation: 'm1@home.example' }]);
  });
});

describe('Old text below a reply', () => {
  const quote = '> It is on its way.\n>\n> The shop';
  it.each([
    ['under one line of who wrote when', `Thank you\n\nOn Mon, 5 Jan 2026 at 10:00, Shop <${shopAddress}> wrote:\n${quote}\n`, 'Thank you'],
    ['under a line broken in two', `Thank you\n\nOn Mon, Jan 5, 2026 at 10:00 AM Shop <\n${shopAddress}> wrote:\n\n${quote}`, 'Thank you'],
    ['in Japanese', `ありがとう\n\n2026年1月5日(月) 10:00 Shop <${shopAddress}>:\n\n${quote}`, 'ありがとう'],
    ['without who wrote when', `Thank you\n\n${quote}`, 'Thank you'],
    ['right under the answer', `YES\nOn Mon, 5 Jan 2026 Shop <${shopAddress}> wrote:\n${quote}`, 'YES'],
  ])('is left out %s', async (_, body, said) => {
    expect(await textOf(rawMail(reply, body))).toBe(said);
    expect(await textOf(rawMail(reply, body), { quotes: 'keep' })).toBe(body.trimEnd());
  });

  it.each([
    ['where the answers stand between it', `> Is it blue?\nyes\n> Is it large?\nno`],
    ['where the answer stands below it', `${quote}\n\nThank you`],
    ['where nothing else was said', quote],
    ['where it is not marked line by line', `Thank you\n\n-----Original Message-----\nFrom: Shop\nIt is on its way.`],
    ['where the customer speaks of it', `I mean this part:\n${quote}`],
  ])('stays %s', async (_, body) => {
    expect(await textOf(rawMail(reply, body))).toBe(body);
  });

  it('stays in a mail that is no reply', async () => {
    const body = `My friend wrote\n\n${quote}`;
    expect(await textOf(rawMail({}, body))).toBe(body);
  });

  it('never takes a line with it that the customer wrote', async () => {
    const line = fc.constantFrom('YES', 'no', '', 'at 10:00', 'I mean this', 'call 2026', 'a > b', '-- ', '  x');
    await fc.assert(fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
      const own = ['Hello', ...lines].join('\n').trimEnd();
      expect(await textOf(rawMail(reply, `${own}\n\nOn Mon, 5 Jan 2026 at 10:00, Shop <${shopAddress}> wrote:\n${quote}`))).toBe(own);
    }), { numRuns: 60 });
  });
});

describe('What nobody said gives no message', () => {
  it.each([
    ['an absence note', { 'Auto-Submitted': 'auto-replied' }],
    ['an automatic mail, also with a reason', { 'Auto-Submitted': 'auto-generated; owner-email="x"' }],
    ['an automatic mail that says both', { 'Auto-Submitted': ['no', 'auto-replied'] }],
    ['a bulk mail', { Precedence: 'bulk' }],
    ['a bulk mail that says both', { Precedence: ['first-class', 'bulk'] }],
    ['a mailing list', { 'List-Id': '<talk.example>' }],
    ['an old absence note', { 'X-Autoreply': 'yes' }],
    ['a mail without a return path', { 'Return-Path': '<>' }],
    ['a mail server', { From: 'Mail Delivery <MAILER-DAEMON@mx.example>' }],
    ['an own echo', { From: `Someone <${shopAddress}>` }],
    ['an own echo in capitals', { From: 'SHOP@SHOP.EXAMPLE' }],
    ['a note that something was read', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=x' }],
  ])('%s', async (_, headers) => {
    expect(await hear(rawMail(headers))).toEqual({ answer: taken, heard: [] });
  });

  it('but a mail that says that a person wrote it does', async () => {
    expect((await hear(rawMail({ 'Auto-Submitted': 'no' }))).heard).toHaveLength(1);
  });
});

describe('Who wrote', () => {
  it.each([
    ['a name that looks like an address', '"boss@bank.example" <ana@home.example>', 'ana@home.example'],
    ['an unquoted one', 'boss@bank.example <ana@home.example>', 'ana@home.example'],
    ['an encoded one', '=?utf-8?q?boss=40bank=2Eexample?= <ana@home.example>', 'ana@home.example'],
    ['capitals in the domain and a plus tag', '<Ana+shop@HOME.example>', 'Ana+shop@home.example'],
    ['a domain in its own script', '<ana@bücher.example>', 'ana@xn--bcher-kva.example'],
  ])('is the one address of the From line, under %s', async (_, From, from) => {
    expect((await hear(rawMail({ From }))).heard).toMatchObject([{ kind: 'message', from }]);
  });

  it.each([
    ['no From line', undefined],
    ['two From lines', ['ana@home.example', 'boss@bank.example']],
    ['two addresses', 'ana@home.example, boss@bank.example'],
    ['a group', 'Friends: ana@home.example;'],
    ['an address that is none', 'ana'],
    ['an address with a sign that nobody sees', 'ana@home.exa\0mple'],
    ['a name without end', `${'x'.repeat(3_000)} <ana@home.example>`],
    ['nothing', '<>'],
  ])('is not guessed from %s: the sender is told', async (_, From) => {
    expect(await hear(rawMail({ From, 'Reply-To': 'ana@home.example', Sender: 'ana@home.example' }))).toEqual({ answer: { responseCode: 554, code: 'sender' }, heard: [] });
  });

  it('is never anything but an address that a customer can have', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', 'b', '@', '.', '<', '>', ',', '"', ' ', '(', ')', ';', ':', 'é', '\\'), maxLength: 30 }), async (From) => {
      for (const item of (await hear(rawMail({ From }))).heard) expect(item.kind === 'message' && normaliseEmail(item.from)).toBe(item.kind === 'message' && item.from);
    }), { numRuns: 200 });
  });
});

describe('A sender counts as verified', () => {
  const ours = { trustedAuthServer: 'mx.shop.example' };
  const verified = async (results: string | readonly string[] | undefined, config: object = ours): Promise<boolean> => {
    const [item] = (await hear(rawMail({ 'Authentication-Results': results }), config)).heard;
    return item?.kind === 'message' && item.verified === true;
  };

  it.each([
    ['DMARC passed for its domain', 'mx.shop.example; spf=fail smtp.mailfrom=x.example; dmarc=pass (p=none dis=none) header.from=home.example'],
    ['the server writes a version and other cases', 'MX.shop.example 1; DMARC=Pass header.from=Home.Example'],
    ['the domain itself signed, and no DMARC was judged', 'mx.shop.example; dkim=pass header.d=home.example header.s=a'],
    ['two lines of our server agree', ['mx.shop.example; dkim=pass header.d=home.example', 'mx.shop.example; dmarc=pass header.from=home.example']],
  ])('where %s', async (_, results) => {
    expect(await verified(results)).toBe(true);
  });

  it.each([
    ['no server judged', undefined],
    ['another server judged', 'mx.evil.example; dmarc=pass header.from=home.example'],
    ['a server with a longer name judged', 'mx.shop.example.evil.example; dmarc=pass header.from=home.example'],
    ['DMARC failed', 'mx.shop.example; dmarc=fail header.from=home.example'],
    ['DMARC failed and a signature of the domain passed', 'mx.shop.example; dmarc=fail header.from=home.example; dkim=pass header.d=home.example'],
    ['it passed for another domain', 'mx.shop.example; dmarc=pass header.from=evil.example'],
    ['it passed for a domain below', 'mx.shop.example; dmarc=pass header.from=x.home.example'],
    ['it passed for no domain that is named', 'mx.shop.example; dmarc=pass'],
    ['only SPF passed', 'mx.shop.example; spf=pass smtp.mailfrom=home.example'],
    ['somebody else signed', 'mx.shop.example; dkim=pass header.d=evil.example'],
    ['one of its signatures is broken', 'mx.shop.example; dkim=pass header.d=home.example; dkim=fail header.d=home.example'],
    ['a forged line stands beside the real one', ['mx.shop.example; dmarc=fail header.from=home.example', 'mx.shop.example; dmarc=pass header.from=home.example']],
    ['the verdict stands in a quoted address of the sender', 'mx.shop.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=home.example"@evil.example'],
    ['the verdict stands in a comment', 'mx.shop.example; spf=pass (x; dmarc=pass header.from=home.example)'],
    ['the verdict stands in a nested comment', 'mx.shop.example; spf=pass (a (b) ; dmarc=pass header.from=home.example)'],
    ['it names two domains', 'mx.shop.example; dmarc=pass header.from=evil.example header.from=home.example'],
    ['the signature names two domains', 'mx.shop.example; dkim=pass header.d=evil.example header.d=home.example'],
    ['a quote does not end', 'mx.shop.example; dmarc=pass header.from=home.example; spf=pass smtp.mailfrom="x'],
  ])('not where %s', async (_, results) => {
    expect(await verified(results)).toBe(false);
  });

  it('never where the host trusts no server', async () => {
    expect(await verified('mx.shop.example; dmarc=pass header.from=home.example', {})).toBe(false);
  });
});

describe('A mail that cannot be taken is told to its sender, and never shortened', () => {
  it('when it says too much', async () => {
    expect((await hear(rawMail({}, 'x'.repeat(65_536)))).heard).toHaveLength(1);
    expect(await hear(rawMail({}, 'x'.repeat(65_537)))).toEqual({ answer: { responseCode: 552, code: 'text-too-long' }, heard: [] });
    expect(await hear(rawMail({}, 'あ'.repeat(30_000)))).toMatchObject({ answer: { responseCode: 552 } });
    expect(await textOf(rawMail({}, 'x'.repeat(9)), { maxTextBytes: 8 })).toBeUndefined();
  });

  it('when it is too large, in one piece or many', async () => {
    const mail = rawMail({}, 'x'.repeat(2_000));
    expect(await hear(mail, { maxMailBytes: 1_000 })).toEqual({ answer: { responseCode: 552, code: 'TooLarge' }, heard: [] });
    const { channel, heard } = await openMailbox({ maxMailBytes: 1_000 });
    let read = 0;
    const pieces = async function* () {
      for (let at = 0; at < mail.length; at += 100) {
        read += 1;
        yield mail.subarray(at, at + 100);
      }
    };
    expect(await channel.onMail(pieces())).toEqual({ responseCode: 552, code: 'TooLarge' });
    expect(read).toBe(Math.ceil(mail.length / 100));
    expect(heard).toEqual([]);
  });

  it('when it is nested without end or all headers', async () => {
    const nested = Array.from({ length: 100 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`).join('');
    expect((await hear(Buffer.from(`From: ana@home.example\n${nested}`))).answer).toEqual({ responseCode: 554, code: 'malformed' });
    expect((await hear(rawMail({ 'X-Long': 'x'.repeat(300_000) }))).answer).toEqual({ responseCode: 554, code: 'malformed' });
  });

  it.each([
    ['of a million parts', rawMail({ 'Content-Type': 'multipart/mixed; boundary=x' }, '--x\n\n'.repeat(1_000_000))],
    ['of five million empty lines', rawMail({}, '\n'.repeat(5_000_000))],
  ])('at once when it is made to keep us busy, %s', async (_, mail) => {
    const begun = performance.now();
    expect((await hear(mail)).answer).toEqual({ responseCode: 554, code: 'malformed' });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('but not for being long: ten megabytes of pictures and a thousand files are taken', async () => {
    const picture = `${'a'.repeat(76)}\n`.repeat(120_000);
    expect((await hear(rawMail({ 'Content-Type': 'multipart/mixed; boundary=x' }, `--x\n\nLook\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n${picture}\n--x--`))).heard).toMatchObject([{ text: 'Look' }]);
    expect((await hear(rawMail({ 'Content-Type': 'multipart/mixed; boundary=x' }, `--x\n\nLook\n${'--x\nContent-Type: image/png\n\na\n'.repeat(1_000)}--x--`))).heard).toMatchObject([{ text: 'Look' }]);
  });

  it('when it is not a mail at all', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.from([0xff, 0xfe, 0]), Buffer.from('{"from":"ana@home.example"}')]) expect((await hear(bytes)).answer.responseCode).toBe(554);
  });

  it('whatever the bytes: there is always an answer and never an exception', async () => {
    const { channel } = await openMailbox();
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect([250, 552, 554]).toContain((await channel.onMail(bytes)).responseCode);
      expect([250, 552, 554]).toContain((await channel.onMail(Buffer.concat([rawMail({}), bytes]))).responseCode);
    }), { numRuns: 100 });
  });
});

describe('A mail is acknowledged when it is kept, not before', () => {
  it('and must come again while the store is away or busy', async () => {
    for (const code of ['StoreUnavailable', 'Busy'] as const) {
      const { channel } = await openMailbox({}, () => Promise.reject(new JourneyError(code, 'later')));
      expect(await channel.onMail(rawMail({}))).toEqual({ responseCode: 451, code });
    }
  });

  it('and is turned down where it will never be taken', async () => {
    const { channel } = await openMailbox({}, () => Promise.reject(new JourneyError('ForbiddenCharacter', 'no')));
    expect(await channel.onMail(rawMail({}))).toEqual({ responseCode: 554, code: 'ForbiddenCharacter' });
  });

  it('and must come again when its line broke off', async () => {
    const { channel, heard } = await openMailbox();
    const broken = async function* () {
      yield rawMail({});
      throw new Error('gone');
    };
    expect(await channel.onMail(broken())).toMatchObject({ responseCode: 451 });
    expect(heard).toEqual([]);
  });
});
