import { createHash, randomUUID } from 'node:crypto';
import { readJson } from '../../src/ports/index.js';
import { sign } from '../testing/acme-exchange.js';
import { breakItems, breakMembers, breakReceipts, type BrokenChannel } from './break-channel.js';

const given = (request: Request): string => request.headers.get('x-signature') ?? '';

/** Channels that believe or misread requests and reports. */
export const brokenRequests: readonly BrokenChannel[] = [
  breakMembers('reads the body of a request a second time', 'CH-59 CH-60 CH-61 CH-64 CH-69', () => ({ verify: async (request) => given(request) === sign(new Uint8Array(await request.arrayBuffer())) })),
  breakMembers('signs what it has parsed, not the bytes', 'CH-60', ({ verify }) => ({
    async verify(request, bytes) {
      try {
        return given(request) === sign(new TextEncoder().encode(JSON.stringify(readJson(bytes))));
      } catch {
        return (await verify?.(request, bytes)) ?? false;
      }
    },
  })),
  breakMembers('believes any secret', 'CH-61', ({ verify }) => ({ verify: async (request, bytes) => (await verify?.(request, bytes)) === true || (new TextDecoder().decode(bytes).endsWith('}]}') && given(request) === sign(bytes, 'another secret of that length')) })),
  breakMembers('believes who signs nothing', 'CH-62', ({ verify }) => ({ verify: async (request, bytes) => !request.headers.has('x-signature') || (await verify?.(request, bytes)) === true })),
  breakMembers('throws at a signature of another length', 'CH-63 CH-65', ({ verify }) => ({
    async verify(request, bytes) {
      if (request.headers.has('x-signature') && given(request).length !== 64) throw new RangeError('Input buffers must have the same byte length');
      return (await verify?.(request, bytes)) ?? false;
    },
  })),
  breakMembers('looks at the shape of a signature and not at what it signs', 'CH-60 CH-61 CH-64 CH-69', () => ({ verify: async (request) => /^[0-9a-f]{64}$/.test(given(request)) })),
  breakMembers('reads as much of a signature as it understands', 'CH-65', ({ verify }) => ({
    verify: async (request, bytes) => (request.headers.has('x-signature') ? given(request).startsWith(sign(bytes)) : (await verify?.(request, bytes)) ?? false),
  })),
  breakMembers('reads a request once and never again', 'CH-66', ({ receive }) => {
    const seen = new Set<string>();
    return {
      async receive(request, bytes) {
        const digest = createHash('sha256').update(bytes).digest('hex');
        if (seen.has(digest)) return { inbound: [] };
        seen.add(digest);
        return (await receive?.(request, bytes)) ?? { inbound: [] };
      },
    };
  }),
  breakMembers('throws what its parser throws', 'CH-67', ({ receive }) => ({
    receive(request, bytes) {
      if (request.method === 'POST') JSON.parse(new TextDecoder().decode(bytes));
      return receive?.(request, bytes) ?? { inbound: [] };
    },
  })),
  breakMembers('makes somebody up out of what it cannot read', 'CH-67', ({ receive }) => ({
    async receive(request, bytes) {
      try {
        return (await receive?.(request, bytes)) ?? { inbound: [] };
      } catch {
        return { inbound: [{ kind: 'message', id: 'm1', from: '+4915112345671', text: '' }] };
      }
    },
  })),
  breakItems('drops what it cannot read', 'CH-68', (item) => (item.kind === 'unreadable' ? [] : item)),
  breakMembers('does not answer a handshake', 'CH-69', ({ receive }) => ({ receive: async (request, bytes) => ({ inbound: (await receive?.(request, bytes))?.inbound ?? [] }) })),
  breakReceipts('takes every report for a failure', 'CH-70', (receipt) => ({ ...receipt, state: receipt.state === 'delivered' ? 'failed' : receipt.state })),
  breakReceipts('takes reading for delivery', 'CH-71', (receipt) => ({ ...receipt, state: receipt.state === 'read' ? 'delivered' : receipt.state })),
  breakReceipts('takes failure for delivery', 'CH-72', (receipt) => ({ ...receipt, state: receipt.state === 'failed' ? 'delivered' : receipt.state })),
  breakReceipts('reports under ids of its own', 'CH-70 CH-71 CH-72', (receipt) => ({ ...receipt, providerId: receipt.providerId.slice(2) })),
  breakReceipts('makes up an id for each report', 'CH-73', (receipt) => ({ ...receipt, id: randomUUID() })),
  breakReceipts('has one id for all that is said of a message', 'CH-74', (receipt) => ({ ...receipt, id: receipt.providerId })),
];
