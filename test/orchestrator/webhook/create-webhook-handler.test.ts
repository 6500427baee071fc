import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JourneyError, journeyErrorCodes } from '../../../src/errors/index.js';
import { createWebhookHandler, type WebhookOptions, type WebhookRefusal } from '../../../src/orchestrator/webhook/create-webhook-handler.js';
import type { Channel, Inbound } from '../../../src/ports/channel.js';
import { createAcmeSmsChannel, sign, signed, texts } from './acme-sms.js';
import { processClock } from './process-clock.js';

const url = 'https://shop.example/webhooks/sms';
const ana = { id: 'm1', from: '+390000000001', text: 'where is my order' };
const ben = { id: 'm2', from: '+390000000002', text: 'STOP' };

function shop(options: Partial<WebhookOptions> = {}) {
  const accepted: Inbound[] = [];
  const refusals: WebhookRefusal[] = [];
  const deliver = async (inbound: readonly Inbound[]): Promise<void> => void accepted.push(...inbound);
  const handler = createWebhookHandler({ channel: createAcmeSmsChannel(), deliver, clock: processClock, onRefused: (refusal) => refusals.push(refusal), ...options });
  return { accepted, refusals, post: (init: RequestInit) => handler(new Request(url, { ...init, ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}) })), handler };
}

describe('a webhook of a channel', () => {
  it('answers 200 only after what the provider said is durably accepted', async () => {
    const order: string[] = [];
    const { post } = shop({ deliver: async () => new Promise((done) => setTimeout(() => { order.push('committed'); done(); }, 20)) });
    const answer = await post(signed(texts(ana)));
    order.push('answered');
    expect([answer.status, await answer.json(), order]).toEqual([200, { accepted: 1, refused: [] }, ['committed', 'answered']]);
  });

  it('lets a provider shake hands by GET', async () => {
    const { handler, accepted } = shop();
    const answer = await handler(new Request(`${url}?token=open%20sesame&challenge=42`));
    expect([answer.status, await answer.text(), accepted]).toEqual([200, '42', []]);
  });

  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'])('does not take %s', async (method) => {
    const answer = await shop().handler(new Request(url, { method }));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('tells the host of every request it turned away, by code and never by value', async () => {
    const { post, refusals } = shop();
    await post(signed('{"items": "secret order 4711"'));
    await post({ method: 'POST', body: 'x' });
    expect(refusals).toEqual([{ channel: 'acme-sms', status: 400, code: 'InvalidJson' }, { channel: 'acme-sms', status: 401 }]);
  });
});

describe('a request nobody signed', () => {
  it.each([
    ['no signature', { method: 'POST', body: texts(ana), headers: { 'content-type': 'application/json' } }],
    ['an empty signature', signed(texts(ana), { 'x-acme-signature': '' })],
    ['the signature of another body', signed(texts(ana), { 'x-acme-signature': sign(texts(ben)) })],
    ['one space added behind the signed bytes', { ...signed(texts(ana)), body: `${texts(ana)} ` }],
  ] as const)('with %s never reaches a journey', async (_, init) => {
    const { post, accepted } = shop();
    expect([(await post(init)).status, accepted]).toEqual([401, []]);
  });

  it('never reaches a journey, whichever bits of body or signature are turned', async () => {
    const body = Buffer.from(texts(ana));
    await fc.assert(fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const { post, accepted } = shop();
      const turned = new Uint8Array(body);
      turned[at] = (turned[at] ?? 0) ^ (1 << bit);
      const answer = await post({ ...signed(texts(ana)), body: turned });
      expect([answer.status, accepted]).toEqual([401, []]);
    }));
  });

  it('is not believed because the check itself failed', async () => {
    const broken: Channel = { ...createAcmeSmsChannel(), verify: async () => { throw new Error('no key'); } };
    const { post, accepted } = shop({ channel: broken });
    const answer = await post(signed(texts(ana)));
    expect([answer.status, await answer.json(), accepted]).toEqual([503, { code: 'ChannelFailed' }, []]);
  });

  it('is not believed because the check said something like yes', async () => {
    const sloppy = { ...createAcmeSmsChannel(), verify: async () => 'yes' as unknown as boolean };
    expect((await shop({ channel: sloppy }).post(signed(texts(ana)))).status).toBe(401);
  });
});

describe('a channel that cannot be served', () => {
  const { verify: _verify, ...unsigned } = createAcmeSmsChannel();
  const { receive: _receive, ...outboundOnly } = createAcmeSmsChannel();

  it.each([['takes no requests', outboundOnly], ['cannot tell who sent them', unsigned]] as const)('is refused when wired, because it %s', (_, channel) => {
    expect(() => shop({ channel })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  it('may do without signatures where the host says that the transport proves the sender', async () => {
    const { post, accepted } = shop({ channel: unsigned, senderProvedBy: 'transport' });
    expect([(await post(signed(texts(ana), { 'x-acme-signature': '' }))).status, accepted.length]).toEqual([200, 1]);
  });
});

describe('many messages in one request', () => {
  const refusing = (bad: string, code: 'InvalidPayload' | 'Busy' | 'StoreUnavailable', facts = {}) => {
    const tried: string[] = [];
    const deliver = async (inbound: readonly Inbound[]): Promise<void> => {
      tried.push(...inbound.map((item) => item.id));
      if (inbound.some((item) => item.kind === 'message' && item.id === bad)) throw new JourneyError(code, 'Not now.', facts);
    };
    return { tried, ...shop({ deliver }) };
  };

  it('go on without the bad one, which is named by its place', async () => {
    const { post } = refusing('m1', 'InvalidPayload');
    const answer = await post(signed(texts(ana, ben)));
    expect([answer.status, await answer.json()]).toEqual([200, { accepted: 1, refused: [{ index: 0, code: 'InvalidPayload' }] }]);
  });

  it('are asked for again where one is refused and cannot even be kept as a dead letter: nothing is lost in silence', async () => {
    const { post } = shop({ deliver: () => Promise.reject(new JourneyError('InvalidPayload', 'No.')) });
    expect((await post(signed(texts(ana)))).status).toBe(503);
  });

  it.each([
    ['a customer has too much waiting', 'Busy', { retryAfterMs: 2_500 }, [429, '3']],
    ['a customer has too much waiting and nobody knows for how long', 'Busy', {}, [429, '1']],
    ['the store is away', 'StoreUnavailable', {}, [503, '5']],
  ] as const)('are asked for again where %s, after all senders were tried', async (_, code, facts, expected) => {
    const { post, tried } = refusing('m1', code, facts);
    const answer = await post(signed(texts(ana, ben)));
    expect([answer.status, answer.headers.get('retry-after'), await answer.json(), tried]).toEqual([...expected, { code }, ['m1', 'm2']]);
  });

  it('never overtake an earlier one of the same sender that must be sent again', async () => {
    const { post, tried } = refusing('m1', 'Busy');
    await post(signed(texts(ana, { ...ana, id: 'm3' }, ben)));
    expect(tried).toEqual(['m1', 'm2']);
  });

  it('are handed over in the order of their sender, each after the one before is accepted', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('ana', 'ben', 'cem'), { maxLength: 12 }), async (senders) => {
      const busy = new Set<string>();
      const seen: Inbound[] = [];
      const deliver = async ([item]: readonly Inbound[]): Promise<void> => {
        if (item?.kind !== 'message') return;
        expect(busy.has(item.from)).toBe(false);
        busy.add(item.from);
        await new Promise(setImmediate);
        busy.delete(item.from);
        seen.push(item);
      };
      const items = senders.map((from, index) => ({ id: String(index), from, text: 'x' }));
      await shop({ deliver }).post(signed(texts(...items)));
      for (const sender of new Set(senders)) expect(ids(seen, sender)).toEqual(items.filter(({ from }) => from === sender).map(({ id }) => id));
    }), { numRuns: 50 });
  });

  it('are never answered with success when an error of unknown kind came from below', async () => {
    const answer = await shop({ deliver: async () => { throw new Error('text of ana'); } }).post(signed(texts(ana)));
    expect([answer.status, await answer.json()]).toEqual([503, { code: 'StoreUnavailable' }]);
  });
});

describe('the code of a failure', () => {
  it.each(journeyErrorCodes)('%s never becomes a success of nothing', async (code) => {
    const answer = await shop({ channel: { ...createAcmeSmsChannel(), receive: () => { throw new JourneyError(code, 'No.'); } } }).post(signed(texts(ana)));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.json()).toEqual({ code });
  });

  it('is all that is said of an error that quotes the body', async () => {
    const answer = await shop().post(signed(JSON.stringify({ items: [{ id: 'm1', from: '+390000000001' }] })));
    expect([answer.status, await answer.json()]).toEqual([400, { code: 'InvalidPayload' }]);
  });
});

const ids = (seen: readonly Inbound[], sender: string): readonly string[] => seen.flatMap((item) => (item.kind === 'message' && item.from === sender ? [item.id] : []));
