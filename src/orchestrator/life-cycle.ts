import { JourneyError } from '../errors/index.js';
import type { Parts } from './assemble-parts.js';
import type { Channel } from '../ports/channel.js';
import { failpoint } from './failpoint.js';
import { finishInterrupted } from './operate/manage-definitions.js';
import { receiveInbound } from './door/receive-inbound.js';
import { sleep } from './sleep.js';
import { versionsInProcess } from './versions-in-process.js';
import { createDefinitionsWatch, type DefinitionsWatch } from './operate/watch-definitions.js';

/** Start once, accept while open, drain, close. */
export interface LifeCycle {
  start(): Promise<void>;
  /** does something at once where it is open, else once it is; refused when it is closed or halted */
  ready<T>(work: () => Promise<T>): Promise<T>;
  /** it takes work at once: started, and neither closed nor halted */
  readonly isOpen: boolean;
  close(): Promise<void>;
}

export function createLifeCycle(parts: Parts): LifeCycle {
  let started: Promise<void> | undefined;
  let closed: Promise<void> | undefined;
  let isOpen = false;
  const watch = createDefinitionsWatch(parts);
  const assertOpen = (): void => {
    if (closed !== undefined) throw new JourneyError('Closed', 'This orchestrator is closed.');
    if (parts.halt.cause !== undefined) throw parts.halt.cause;
  };
  const start = async (): Promise<void> => {
    assertOpen();
    started ??= open(parts, watch).catch((error: unknown) => { started = undefined; throw error; });
    await started;
  };
  return {
    start,
    async ready(work) {
      if (!isOpen) await start();
      // whoever waited longer comes before those who need not wait
      isOpen = true;
      assertOpen();
      return work();
    },
    get isOpen() { return isOpen && closed === undefined && parts.halt.cause === undefined; },
    close() {
      closed ??= (async () => {
        await started?.catch(() => {});
        await shutDown(parts, watch);
      })();
      return closed;
    },
  };
}

async function open(parts: Parts, watch: DefinitionsWatch): Promise<void> {
  const { runtime, store, definitions } = parts;
  const opened = await runtime.ownership.begin(store, runtime.worker);
  failpoint('start after open');
  if (opened.unfinished > 0) parts.dispatcher.sends.doubt(runtime.world.effectLeaseMs);
  runtime.sawStoreTime(await store.now());
  await definitions.refresh();
  tellVersions(parts);
  await openChannels(parts);
  failpoint('start before waking');
  parts.waker.start();
  await finishInterrupted(parts);
  watch.start();
  store.hints?.hear(() => {
    parts.waker.expect(runtime.storeNow());
    watch.lookNow();
  });
}

/** Copies of one version know each other's errors, journeys and contracts; of two, nobody has tried. */
function tellVersions({ tell, book }: Parts): void {
  const versions = versionsInProcess(book.all);
  if (versions.length > 1) tell('versions.mixed', { versions });
}

/** All of them or none: one that cannot open leaves no other open behind. */
async function openChannels(parts: Parts): Promise<void> {
  const { runtime } = parts;
  const open: Channel[] = [];
  try {
    for (const [name, channel] of Object.entries(parts.adapters.channels)) {
      open.push(channel);
      await channel.open?.(async (inbound) => {
        if (parts.halt.cause !== undefined) throw parts.halt.cause;
        if (parts.leaving.signal.aborted) throw new JourneyError('Closed', 'This orchestrator is closing.');
        await receiveInbound({ runtime, accept: parts.accept, endings: parts.endings, dispatcher: parts.dispatcher, tenantRequired: parts.tenantRequired }, { name, channel }, inbound);
      });
    }
  } catch (error) {
    await Promise.allSettled(open.map((channel) => channel.close()));
    throw error;
  }
}

/** First the doors, then what waits in the lanes, then the calls under way, then the channels, the last marks and the store. */
async function shutDown(parts: Parts, watch: DefinitionsWatch): Promise<void> {
  const { runtime, closing } = parts;
  parts.leaving.abort();
  await Promise.all([parts.waker.stop(), watch.stop()]);
  await runtime.lanes.idle();
  await patiently(parts, parts.dispatcher.idle());
  closing.abort(new JourneyError('Closed', 'The orchestrator closes.'));
  await parts.dispatcher.idle();
  await runtime.lanes.idle();
  await patiently(parts, Promise.allSettled(Object.values(parts.adapters.channels).map((channel) => channel.close())));
  await runtime.committer.flush();
  await parts.store.close();
}

/** Waits for a stranger's code as long as `timing.drainMs`, and no longer. */
async function patiently({ runtime, timing }: Parts, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  await Promise.race([work, sleep(runtime.clock, timing.drainMs, patience.signal)]);
  patience.abort();
}
