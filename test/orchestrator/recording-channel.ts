import type { Channel, Deliver, Outbound, SendResult } from 'throughline/ports';

/** A channel that keeps what it was asked to send and answers as it is told; inbound goes in by `hear`. */
export function createRecordingChannel(answer: (message: Outbound, attempt: number, signal: AbortSignal) => SendResult | Promise<SendResult> = (message) => ({ status: 'sent', providerId: `p-${message.key}` })) {
  const sent: Outbound[] = [];
  const tries = new Map<string, number>();
  let deliver: Deliver | undefined;
  return {
    contract: 1,
    name: 'recording',
    identityNamespace: 'user',
    capabilities: { text: true, buttons: true, inbound: true, receipts: true },
    sent,
    async hear(...inbound: Parameters<Deliver>[0]) { await deliver?.(inbound); },
    async open(to: Deliver) { deliver = to; },
    async send(message: Outbound, { signal }: { readonly signal: AbortSignal }) {
      const attempt = (tries.get(message.key) ?? 0) + 1;
      tries.set(message.key, attempt);
      sent.push(message);
      return answer(message, attempt, signal);
    },
    async close() {},
  } as const satisfies Channel & Record<string, unknown>;
}
