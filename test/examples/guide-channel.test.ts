import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { describe, it } from 'vitest';
import { channelCases, describeCases, type Arrived, type ChannelHarness, type Said } from 'throughline/testing';
import { createSmsChannel, type SmsProvider } from '../../examples/guide/sms-channel.js';

const secret = 'signs webhooks';

/** The guide's channel with a provider of its own: what is recommended to readers must keep to the contract. */
const harness: ChannelHarness = {
  create() {
    const arrived: (Arrived & { readonly key: string })[] = [];
    let trouble: 'none' | 'down' | 'rate' | 'refuse' | 'slow' = 'none';
    const provider: SmsProvider = {
      async post(body, { signal }) {
        const { idempotencyKey: key, to, text } = body as { readonly idempotencyKey: string; readonly to: string; readonly text: string };
        signal.throwIfAborted();
        if (trouble === 'down') throw new Error('nobody answers');
        if (trouble === 'slow') await once(signal, 'abort').then(() => signal.throwIfAborted());
        if (trouble === 'rate') return { status: 429, id: '' };
        if (trouble === 'refuse' || !/^\+\d{8,15}$/.test(to)) return { status: 422, id: '' };
        if (!arrived.some((one) => one.key === key)) arrived.push({ to, text, key });
        return { status: 200, id: `sms-${key}` };
      },
    };
    return {
      channel: createSmsChannel({ provider, secret }),
      outside: {
        received: () => arrived,
        request: (said) => requestOf(said, secret),
        forge: (said) => requestOf(said, 'of somebody else'),
        trouble: {
          down: () => { trouble = 'down'; }, rate: () => { trouble = 'rate'; }, refuse: () => { trouble = 'refuse'; }, slow: () => { trouble = 'slow'; },
          none: () => { trouble = 'none'; },
        },
      },
    };
  },
};

function requestOf(said: Said, by: string): Request {
  const body = JSON.stringify(said);
  const signature = createHmac('sha256', by).update(body).digest('hex');
  return new Request('https://host.example/webhooks/sms', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-signature': signature } });
}

describeCases('the channel of the guide', await channelCases(harness), { describe, it });
