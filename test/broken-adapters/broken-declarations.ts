import type { Deliver } from '../../src/ports/index.js';
import { without } from './break-store.js';
import { breakBoth, breakMembers, sendOf, type BrokenChannel } from './break-channel.js';

/** Channels that say of themselves what is not so, or end or live beside each other in a wrong way. */
export const brokenDeclarations: readonly BrokenChannel[] = [
  breakMembers('has a name nobody can write', 'CH-01', () => ({ name: 'Acme SMS' })),
  breakMembers('declares a capability that does not exist', 'CH-02', ({ capabilities }) => ({ capabilities: { ...capabilities, ...Object.fromEntries([['fax', true]]) } })),
  breakMembers('declares a pace of nothing', 'CH-02', ({ limits }) => ({ limits: { ...limits, perSecond: 0 } })),
  breakBoth('declares that it hears and has no way in', 'CH-03 CH-05', (channel) => ({ channel: { ...without(channel, 'open', 'receive', 'verify', 'send'), capabilities: { inbound: true } }, outside: {} })),
  breakBoth('declares that it sends and cannot', 'CH-03 CH-28', (channel) => ({ channel: { ...without(channel, 'open', 'receive', 'verify', 'send'), capabilities: { template: true } }, outside: { received: () => [] } })),
  breakMembers('declares nothing and can do everything', 'CH-04 CH-06', () => ({ capabilities: {} })),
  breakBoth('judges requests that it does not take', 'CH-04', (channel, outside) => ({ channel: without(channel, 'receive'), outside })),
  breakBoth('declares receipts that its harness cannot show', 'CH-05', (channel, outside) => ({ channel, outside: without(outside, 'report') })),
  breakMembers('gives receipts that it does not declare', 'CH-06', ({ capabilities }) => ({ capabilities: without(capabilities, 'receipts') })),
  breakMembers('hears customers and does not declare it', 'CH-06', ({ capabilities }) => ({ capabilities: without(capabilities, 'inbound') })),
];

/** Channels that end in a wrong way, or are not alone in their process. */
export const brokenLives: readonly BrokenChannel[] = [
  breakMembers('cannot be closed twice', 'CH-07', (channel) => {
    let closed = false;
    return {
      async close() {
        if (closed) throw new Error('closed already');
        closed = true;
        await channel.close();
      },
    };
  }),
  breakMembers('cannot be closed before it was opened', 'CH-08', (channel, exchange) => {
    let opened = false;
    return {
      async open(deliver) { opened = true; await channel.open?.(deliver); },
      async close() {
        if (!opened) throw new Error('it was never opened');
        exchange.line = undefined;
        await channel.close();
      },
    };
  }),
  breakMembers('waits at its end for messages that nobody answers', 'CH-09', (channel) => {
    let last: Promise<unknown> = Promise.resolve();
    return {
      send(message, io) {
        const sending = sendOf(channel)(message, io);
        last = sending.catch(() => {});
        return sending;
      },
      async close() { await last; await channel.close(); },
    };
  }),
  breakMembers('goes on sending after its end', 'CH-09 CH-10', (_, exchange) => ({ async close() { exchange.line = undefined; } })),
  breakMembers('says after its end that something broke', 'CH-10', (channel) => {
    let closed = false;
    return {
      async send(message, io) {
        if (closed) throw new TypeError('cannot read properties of undefined');
        return sendOf(channel)(message, io);
      },
      async close() { await channel.close(); closed = true; },
    };
  }),
  breakMembers('goes on hearing after its end', 'CH-11', (channel, exchange) => ({
    async close() {
      const { line } = exchange;
      await channel.close();
      exchange.line = line;
    },
  })),
  {
    name: 'hands what it hears to the channel that was opened last', fails: 'CH-12',
    begin() {
      let last: Deliver | undefined;
      return ({ channel, outside }) => ({
        outside,
        channel: {
          ...channel,
          open: async (deliver) => {
            last = deliver;
            await channel.open?.(async (inbound) => last?.(inbound));
          },
        },
      });
    },
  },
  {
    name: 'sends by the line that was opened last', fails: 'CH-13',
    begin() {
      let last: ReturnType<typeof sendOf> | undefined;
      return ({ channel, outside }) => {
        last = sendOf(channel);
        return { outside, channel: { ...channel, send: async (message, io) => (last ?? sendOf(channel))(message, io) } };
      };
    },
  },
];
