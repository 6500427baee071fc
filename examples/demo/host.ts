import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOrchestrator } from 'throughline';
import { createSmppChannel } from 'throughline/adapters/smpp';
import { createSmtpChannel } from 'throughline/adapters/smtp';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createVoiceChannel } from 'throughline/adapters/voice';
import { createStandardWebhooksVerifier } from 'throughline/adapters/webhook';
import { createWebSocketChannel } from 'throughline/adapters/websocket';
import { orderHelp } from './journey.js';
import { createLogIn } from './log-in.js';
import { openMailDoor } from './mail-door.js';
import type { Outside } from './outside.js';
import { createRoutes } from './routes.js';
import { understand } from './understand.js';

export interface HostOptions {
  /** everything the host knows is in this one file */
  readonly file: string;
  /** of the page; 0 takes a free one */
  readonly port?: number;
  /** where mail comes in */
  readonly mailPort?: number;
  /** signs what visitors keep, and is what desk and shop call with; the same after a restart */
  readonly secret: string;
  /** shared with the telephone system, base64 */
  readonly callSecret: string;
  readonly smscPort: number;
  readonly mailServerPort: number;
  readonly outside: Outside;
}
export type Host = Awaited<ReturnType<typeof startHost>>;

/** A host application: a chat page, a telephone, SMS and mail, a desk where people work, and the journeys between them. */
export async function startHost({ file, port = 0, mailPort = 0, secret, callSecret, smscPort, mailServerPort, outside }: HostOptions) {
  const server = createServer();
  const sms = createSmppChannel({ host: '127.0.0.1', port: smscPort, systemId: 'shop', password: 'demo', source: '+447700900000', longText: 'payload', reconnectMs: 100 });
  const email = createSmtpChannel({ from: { address: 'help@shop.example', name: 'The shop' }, server: { host: '127.0.0.1', port: mailServerPort, tls: 'none' } });
  const orchestrator = createOrchestrator({
    journeys: [orderHelp],
    store: createSqliteStore({ file }),
    channels: {
      // the page names visitors by ids that say nothing of who they are
      webchat: createWebSocketChannel({ secret, server, identityNamespace: 'visitor' }),
      phone: createVoiceChannel({ verifier: createStandardWebhooksVerifier({ secret: callSecret }) }),
      sms, email,
    },
    activities: { findOrder: outside.findOrder },
    crm: outside.crm,
    handoff: outside.handoff,
    roles: { agent: { sees: ['public', 'internal', 'personal'] }, trainee: { sees: ['public', 'internal'] } },
    handoffRole: 'agent',
    understand,
    texts: {
      'order-status': ({ orderNumber, parcel }) => `Order ${orderNumber} is ${parcel}. Does that help?`,
      stuck: ({ orderNumber }) => `Order ${orderNumber} is stuck on its way. We find out where it is by tomorrow; you may also ring us.`,
      'agent-words': ({ by, words }) => `${by}: ${words}`,
      solved: ({ summary }) => `Solved: ${summary ?? 'we are glad that helped.'}`,
      confirmed: ({ summary }) => `${summary} The details are in your mail.`,
      details: ({ question, orderNumber, summary }) => `You asked: ${question ?? 'on the phone.'}\nYour order: ${orderNumber ?? 'not named'}\n\n${summary ?? 'We could help you at once.'}\n\nJust answer this mail if anything is missing.`,
    },
    // a customer is quiet after half an hour; here nobody waits so long
    timing: { conversationIdleMs: 2_000 },
  });
  await orchestrator.start();
  const mailDoor = await openMailDoor(email, mailPort);
  server.on('request', createRoutes({ orchestrator, secret, logIn: createLogIn({ orchestrator, sms, secret }) }));
  await listen(server, port);
  return {
    orchestrator,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mailPort: mailDoor.port,
    close: async () => {
      await mailDoor.close();
      await orchestrator.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const listen = (server: Server, port: number): Promise<void> => new Promise((resolve, reject) => {
  server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
});
