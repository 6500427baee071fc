import type { Channel, Deliver } from 'throughline/ports';

/** A channel that shows what it is asked to send, and on which some people read at once. */
export function createPrintingChannel(name: string, { namespace, readers = [] }: { readonly namespace: string; readonly readers?: readonly string[] }) {
  let deliver: Deliver | undefined;
  return {
    contract: 1, name, identityNamespace: namespace, capabilities: { text: true, media: true, receipts: true },
    async open(to: Deliver) { deliver = to; },
    async send({ key, to, text }: { readonly key: string; readonly to: string; readonly text: string }) {
      console.log(`   ${name} to ${to}: ${text}`);
      if (readers.includes(to)) void deliver?.([{ kind: 'receipt', id: `read ${key}`, providerId: key, state: 'read' }]);
      return { status: 'sent', providerId: key } as const;
    },
    async close() {},
  } as const satisfies Channel;
}
