import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SmppSettings } from './smpp-channel-config.js';

/** Opens a line to the SMSC; `undefined` where it cannot be had in time. */
export function dial({ host, port, tls, responseMs }: SmppSettings, signal: AbortSignal): Promise<Socket | undefined> {
  const options = tls === true ? {} : tls;
  const socket = options === undefined ? connectTcp({ host, port }) : connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ...options });
  return new Promise((resolve) => {
    const giveUp = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setNoDelay(true);
    socket.setTimeout(responseMs, giveUp);
    socket.once('error', giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once(options === undefined ? 'connect' : 'secureConnect', () => {
      socket.setTimeout(0);
      socket.off('error', giveUp);
      signal.removeEventListener('abort', giveUp);
      resolve(socket);
    });
  });
}
