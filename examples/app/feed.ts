import type { ServerResponse } from 'node:http';
import type { Orchestrator } from 'throughline';
import type { Desk } from 'throughline/desk';

/** Tells desks that are open in a browser that something has changed; they read for themselves what it is. */
export interface Feed { follow(response: ServerResponse): void; close(): void }

export function createFeed(host: Pick<Orchestrator, 'on'>, desk: Pick<Desk, 'on'>): Feed {
  const open = new Set<ServerResponse>();
  const tell = (): void => { for (const response of open) response.write('data: changed\n\n'); };
  desk.on(tell);
  for (const event of ['event.answered', 'message.sent', 'crm.answered'] as const) host.on(event, tell);
  return {
    follow(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write('retry: 500\ndata: changed\n\n');
      open.add(response);
      response.once('close', () => open.delete(response));
    },
    close() { for (const response of open) response.end(); },
  };
}
