import type { WebSocket } from 'ws';

/** Drops sockets whose other side is gone without a word. `stop` ends it. */
export interface Heartbeat {
  watch(socket: WebSocket): void;
  stop(): void;
}

/** Asks every watched socket once in `idleMs`; one that has not answered by the next time is dropped. */
export function startHeartbeat(idleMs: number): Heartbeat {
  const watched = new Set<WebSocket>();
  const heard = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of watched) {
      // a paused socket cannot be heard: it waits for us
      if (!heard.delete(socket) && !socket.isPaused) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, idleMs);
  timer.unref();
  return {
    watch: (socket) => {
      watched.add(socket);
      heard.add(socket);
      for (const sign of ['pong', 'ping', 'message']) socket.on(sign, () => heard.add(socket));
      socket.on('close', () => watched.delete(socket));
    },
    stop: () => clearInterval(timer),
  };
}
