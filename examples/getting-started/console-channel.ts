import type { Channel } from 'throughline/ports';

/** Writes messages to the console, where a real channel would send them. */
export function createConsoleChannel() {
  return {
    contract: 1,
    name: 'console',
    identityNamespace: 'phone',
    capabilities: { text: true },
    async send({ key, to, text }) {
      console.log(`to ${to}: ${text}`);
      return { status: 'sent', providerId: key };
    },
    close: async () => {},
  } as const satisfies Channel;
}
