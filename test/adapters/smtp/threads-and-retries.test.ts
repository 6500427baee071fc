import { describe, expect, it, vi } from 'vitest';
import { afterTest, openShop, outbound, parse, rawMail, send, startMailServer } from './mail-test-bench.js';

describe('A mail sent twice can be recognised', () => {
  it('has the same bytes at every try of this process, although time has passed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    afterTest(() => vi.useRealTimers());
    let refuse = true;
    const heard: Buffer[] = [];
    const { port } = await startMailServer({
      onData: (stream, _, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          heard.push(Buffer.concat(parts));
          done(refuse ? Object.assign(new Error('later'), { responseCode: 451 }) : null);
        });
      },
    });
    const channel = openShop(port);
    const message = outbound('k1', { subject: 'ご注文', text: 'ありがとう' });
    expect(await send(channel, message)).toEqual({ status: 'retry' });
    vi.setSystemTime(Date.now() + 3_600_000);
    refuse = false;
    expect((await send(channel, message)).status).toBe('sent');
    vi.setSystemTime(Date.now() + 3_600_000);
    expect((await send(channel, message)).status).toBe('sent');
    expect(heard.map((raw) => raw.equals(heard[0] ?? Buffer.alloc(0)))).toEqual([true, true, true]);
  });

  it('has the same Message-ID after a crash, and all but the date is the same', async () => {
    const { port, arrived } = await startMailServer();
    const message = outbound('k1', { subject: 'Your order', conversation: 'm1@home.example' });
    const [one, two] = [await send(openShop(port), message), await send(openShop(port), message)];
    expect(one).toEqual(two);
    const [a = '', b = ''] = arrived.map(({ raw }) => String(raw).replace(/^Date: .*\r$/m, ''));
    expect(a).toBe(b);
  });

  it('has another Message-ID for another key, and none that tells the customer or the journey', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    await send(channel, outbound('default/c-1/cancel-contract/1/0/0', { text: 'Hello' }));
    await send(channel, outbound('default/c-1/cancel-contract/1/0/1'));
    const ids = await Promise.all(arrived.map(async ({ raw }) => (await parse(raw)).messageId));
    expect(new Set(ids).size).toBe(2);
    expect(String(arrived[0]?.raw)).not.toMatch(/c-1|cancel/);
  });
});

describe('A thread holds together', () => {
  it('over question, answer, second mail and second answer', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    const heard: { conversation?: string | undefined }[] = [];
    await channel.open(async (items) => void heard.push(...items.map((item) => ({ conversation: item.kind === 'message' ? item.conversation : undefined }))));

    await send(channel, outbound('k1', { subject: 'Your order' }));
    const first = await parse(arrived[0]?.raw);
    await channel.onMail(rawMail({ 'Message-ID': '<r1@home.example>', 'In-Reply-To': first.messageId, References: first.messageId }, 'Where is it?'));

    await send(channel, outbound('k2', { subject: 'Your order', conversation: heard[0]?.conversation ?? '' }));
    const second = await parse(arrived[1]?.raw);
    expect(second.references).toBe(first.messageId);
    expect(second.inReplyTo).toBe(first.messageId);
    await channel.onMail(rawMail({ 'Message-ID': '<r2@home.example>', 'In-Reply-To': second.messageId, References: `${second.references} ${second.messageId}` }, 'Thank you'));

    expect(heard[0]?.conversation).toBe(first.messageId?.slice(1, -1));
    expect(heard[1]?.conversation).toBe(heard[0]?.conversation);
  });

  it('that the customer began', async () => {
    const { port, arrived } = await startMailServer();
    const channel = openShop(port);
    const conversations: (string | undefined)[] = [];
    await channel.open(async (items) => void conversations.push(...items.map((item) => (item.kind === 'message' ? item.conversation : undefined))));
    await channel.onMail(rawMail({ 'Message-ID': '<q1@home.example>', Subject: 'Help' }));
    await send(channel, outbound('k1', { conversation: conversations[0] ?? '' }));
    const answer = await parse(arrived[0]?.raw);
    expect(answer.inReplyTo).toBe('<q1@home.example>');
    await channel.onMail(rawMail({ 'Message-ID': '<q2@home.example>', 'In-Reply-To': answer.messageId, References: `${answer.references} ${answer.messageId}` }));
    expect(conversations).toEqual(['q1@home.example', 'q1@home.example']);
  });
});
