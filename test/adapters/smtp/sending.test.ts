import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openShop, outbound, parse, send, shopAddress, startMailServer, wordsOf } from './mail-test-bench.js';

describe('A message leaves as one mail', () => {
  it('says who it is from, to whom, under which subject, and every word of the text', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port, { replyTo: 'answers@shop.example', bouncesTo: 'bounces@shop.example' });
    const result = await send(channel, outbound('k1', { subject: 'Your order', text: 'It is on its way.\nSee you soon' }));
    const mail = await parse(arrived[0]?.raw);
    expect(arrived[0]).toMatchObject({ from: 'bounces@shop.example', to: ['ana@home.example'] });
    expect(mail).toMatchObject({ from: { name: 'Shop', address: shopAddress }, to: [{ address: 'ana@home.example' }], replyTo: [{ address: 'answers@shop.example' }], subject: 'Your order' });
    expect(await wordsOf(arrived[0]?.raw)).toBe('It is on its way.\nSee you soon');
    expect(result).toEqual({ status: 'sent', providerId: mail.messageId?.slice(1, -1) });
  });

  it('says that a program wrote it, so that no absence note answers', async () => {
    const { port, arrived } = await startMailServer();
    await send(openShop(port), outbound('k1'));
    expect(String(arrived[0]?.raw)).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('carries Japanese in the subject, the name of the shop and the text', async () => {
    const { port, arrived } = await startMailServer();
    const text = '田中様、ご注文の品は「本日」発送いたしました🎉\n\n' + '長い行'.repeat(500);
    await send(openShop(port, { from: { address: shopAddress, name: '東京商店' } }), outbound('k1', { subject: 'ご注文ありがとうございます'.repeat(10), text }));
    const mail = await parse(arrived[0]?.raw);
    expect(mail).toMatchObject({ from: { name: '東京商店' }, subject: 'ご注文ありがとうございます'.repeat(10) });
    expect(await wordsOf(arrived[0]?.raw)).toBe(text);
    expect(Math.max(...String(arrived[0]?.raw).split('\r\n').map((line) => line.length))).toBeLessThan(999);
    expect([...arrived[0]?.raw ?? []].every((byte) => byte < 128)).toBe(true);
  });

  it('carries long lines, and lines that begin with a dot or are one', async () => {
    const { port, arrived } = await startMailServer();
    const text = ['.', '..', '.hidden', 'From the shop', 'x'.repeat(5_000), ' . ', 'end.'].join('\n');
    await send(openShop(port), outbound('k1', { text }));
    expect(await wordsOf(arrived[0]?.raw)).toBe(text);
  });

  it('sends what looks like HTML or a template as the plain text it is', async () => {
    const { port, arrived } = await startMailServer();
    const text = '<script>alert(1)</script> {{ name }} &amp; <b>bold</b>';
    await send(openShop(port), outbound('k1', { text }));
    const mail = await parse(arrived[0]?.raw);
    expect(await wordsOf(arrived[0]?.raw)).toBe(text);
    expect(mail.html).toBeUndefined();
  });

  it('shows a picture as its https address below the text, and no other address', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    await send(channel, outbound('k1', { mediaUrl: 'https://shop.example/a.png' }));
    expect(await wordsOf(arrived[0]?.raw)).toBe('text of k1\n\nhttps://shop.example/a.png');
    for (const mediaUrl of ['http://shop.example/a.png', 'javascript:alert(1)', 'https://shop.example/\r\nBcc: eve@evil.example', 'file:///etc/passwd']) {
      expect(await send(channel, outbound('k2', { mediaUrl }))).toEqual({ status: 'refused', code: 'media-url-not-https' });
    }
    expect(arrived).toHaveLength(1);
  });

  it('takes the subject of the configuration where the journey gives none', async () => {
    const { port, arrived } = await startMailServer();
    await send(openShop(port), outbound('k1'));
    await send(openShop(port, { subject: 'News of your order' }), outbound('k2'));
    expect((await parse(arrived[0]?.raw)).subject).toBe('Shop');
    expect((await parse(arrived[1]?.raw)).subject).toBe('News of your order');
  });

  it('always delivers the words as they were written', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    const words = fc.array(fc.string({ unit: fc.oneof(fc.constantFrom('.', ' ', '=', '>', 'a', 'é', '注', '🎉', '\t'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 120 }), { maxLength: 6 }).map((lines) => `${lines.join('\n')}.`);
    await fc.assert(fc.asyncProperty(words, async (text) => {
      arrived.length = 0;
      await send(channel, outbound('k1', { text }));
      expect(await wordsOf(arrived[0]?.raw)).toBe(text);
    }), { numRuns: 60 });
  });
});

describe('A header cannot be smuggled in', () => {
  it.each([
    ['a subject', outbound('k1', { subject: 'Hello\r\nBcc: eve@evil.example' }), 'subject-not-one-line'],
    ['a subject with a bare line feed', outbound('k1', { subject: 'Hello\nBcc: eve@evil.example' }), 'subject-not-one-line'],
    ['a subject with another line end', outbound('k1', { subject: 'Hello\u2028Bcc: eve@evil.example' }), 'subject-not-one-line'],
    ['an address', outbound('k1', { to: 'ana@home.example\r\nBcc: eve@evil.example' }), 'address-invalid'],
    ['a second address', outbound('k1', { to: 'ana@home.example, eve@evil.example' }), 'address-invalid'],
    ['an address with commands', outbound('k1', { to: '"ana>\r\nRCPT TO:<eve"@home.example' }), 'address-invalid'],
    ['half a character', outbound('k1', { text: 'a\ud83d' }), 'text-not-well-formed'],
  ])('by %s', async (_, message, code) => {
    const { port, arrived } = await startMailServer();
    expect(await send(openShop(port), message)).toEqual({ status: 'refused', code });
    expect(arrived).toHaveLength(0);
  });

  it('by the name of a conversation, which only ever becomes a thread where it is the name of a mail', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    for (const conversation of ['chat-17', 'a@b>\r\nBcc: eve@evil.example', '<a@b>', 'a b@c', `${'x'.repeat(300)}@y`]) await send(channel, outbound('k1', { conversation }));
    expect(arrived).toHaveLength(5);
    for (const { raw } of arrived) expect(String(raw)).not.toMatch(/bcc|in-reply-to|references/i);
  });

  it('by anything at all: whatever the words, the mail has the same headers', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    const nasty = fc.string({ unit: fc.constantFrom('\r', '\n', ':', ' ', 'B', 'c', '=', '?', '<', '>', '@', '"', ',', 'é', '\u0085'), maxLength: 30 });
    await fc.assert(fc.asyncProperty(nasty, nasty, nasty, async (subject, text, conversation) => {
      arrived.length = 0;
      await send(channel, outbound('k1', { subject, text: `${text}.`, conversation }));
      const names = new Set(((await parse(arrived[0]?.raw)).headers).map(({ key }) => key));
      expect([...names].filter((name) => !known.includes(name))).toEqual([]);
    }), { numRuns: 100 });
  });
});

const known = ['from', 'to', 'subject', 'message-id', 'date', 'in-reply-to', 'references', 'auto-submitted', 'content-type', 'content-transfer-encoding', 'mime-version'];
