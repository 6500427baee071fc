import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a connection through the proxy meets: nothing, a cut when the answer comes, or silence. */
export type Weather = 'fair' | 'cut answers' | 'silent';

/** Stands between a store and its server, and fails as networks do. */
export interface FailingProxy {
  readonly url: string;
  set(weather: Weather): void;
  /** ends every connection that there is */
  cut(): void;
}

export async function startFailingProxy(target: string): Promise<FailingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let weather: Weather = 'fair';
  const server = createServer((client) => {
    const behind = connect(Number(port), hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.on('data', (bytes) => { if (weather !== 'silent') behind.write(bytes); });
    behind.on('data', (bytes) => {
      if (weather === 'fair') client.write(bytes);
      if (weather === 'cut answers') client.destroy();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const cut = (): void => { for (const socket of sockets) socket.destroy(); };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? String(address.port) : '';
  return { url: Object.assign(new URL(target), { port: own }).href, set: (next) => { weather = next; }, cut };
}
