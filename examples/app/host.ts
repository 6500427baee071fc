import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOrchestrator } from 'throughline';
import { createDesk } from 'throughline/desk';
import { createMemoryCrm } from 'throughline/adapters/memory';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createWebSocketChannel } from 'throughline/adapters/websocket';
import { createFeed } from './feed.js';
import { parcelHelp } from './journey.js';
import { createRoutes } from './routes.js';
import { understand } from './understand.js';

export interface AppOptions {
  /** everything the app knows is in this one file */
  readonly file: string;
  /** 0 takes a free one */
  readonly port: number;
  /** signs what chat pages keep; the same after a restart, at least 24 bytes */
  readonly secret: string;
}

/** The customer's chat and the agent's desk, served by one process on one file. */
export async function startApp({ file, port, secret }: AppOptions) {
  const server = createServer();
  const desk = createDesk({ queues: { parcels: { wrapUpMs: 120_000 } }, tickMs: 500 });
  const host = createOrchestrator({
    journeys: [parcelHelp, desk.journey],
    store: createSqliteStore({ file }),
    // a name in a hello is believed, which is fit for a demonstration alone: `authenticate` asks for a session
    channels: { chat: createWebSocketChannel({ secret, server }) },
    handoff: desk.handoff,
    roles: { agent: { sees: ['public', 'internal', 'personal'] } },
    handoffRole: 'agent',
    crm: createMemoryCrm({ people: [{ id: 'p-1', identities: ['user:mia'], name: 'Mia Berg', locale: 'en', cases: [{ id: 'case-1', subject: 'The lamp came broken', status: 'open', openedAt: Date.UTC(2026, 0, 5), priority: 'normal' }] }] }),
    texts: {
      late: ({ orderNumber }) => `Order ${String(orderNumber)} left our depot and is two days late. Does that help?`,
      'agent-words': ({ by, words }) => `${String(by)}: ${String(words)}`,
    },
    understand,
  });
  await host.start();
  await desk.open(host);
  const feed = createFeed(host, desk);
  server.on('request', createRoutes({ host, desk, feed }));
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      feed.close();
      await desk.close();
      await host.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const listen = (server: Server, port: number): Promise<void> => new Promise((resolve, reject) => {
  server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
});
