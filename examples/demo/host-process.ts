import type { Called } from './book.js';
import { startHost, type HostOptions } from './host.js';
import { createOutside, type OutsideOptions } from './outside.js';

/** What the parent says: begin, go on after a call of the outside, end. */
export type ToHost =
  | { readonly type: 'start'; readonly options: Omit<HostOptions, 'outside'>; readonly around: OutsideOptions }
  | { readonly type: 'go on'; readonly key: string }
  | { readonly type: 'close' };
/** What this process says: it listens, the outside has just done something. */
export type FromHost =
  | { readonly type: 'listening'; readonly url: string; readonly mailPort: number }
  | { readonly type: 'called'; readonly called: Called };

// The host in a process of its own, so that it can be killed. After each call of the outside it waits for its parent: that is where a kill hurts most.
const waiting = new Map<string, () => void>();
let close: (() => Promise<void>) | undefined;

process.on('message', (said: ToHost) => {
  if (said.type === 'start') void start(said);
  if (said.type === 'go on') waiting.get(said.key)?.();
  if (said.type === 'close') void close?.().then(() => process.disconnect());
});
process.on('disconnect', () => process.exit());

async function start({ options, around }: Extract<ToHost, { type: 'start' }>): Promise<void> {
  const outside = await createOutside(around, (called) => new Promise((goOn) => {
    waiting.set(called.key, goOn);
    tell({ type: 'called', called });
  }));
  const host = await startHost({ ...options, outside });
  ({ close } = host);
  tell({ type: 'listening', url: host.url, mailPort: host.mailPort });
}

const tell = (said: FromHost): void => void process.send?.(said);
