import { JourneyError } from '../errors/index.js';
import type { Parts } from './assemble-parts.js';
import { receiveInbound } from './receive-inbound.js';
import { sleep } from './sleep.js';

/** Start once, accept while open, drain, close. */
export interface LifeCycle {
  start(): Promise<void>;
  /** does something once it is started; refused when it is closed or halted */
  ready<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createLifeCycle(parts: Parts): LifeCycle {
  let started: Promise<void> | undefined;
  let closed: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closed !== undefined) throw new JourneyError('Closed', 'This orchestrator is closed.');
    if (parts.halt.cause !== undefined) throw parts.halt.cause;
  };
  const start = async (): Promise<void> => {
    assertOpen();
    started ??= open(parts).catch((error: unknown) => { started = undefined; throw error; });
    await started;
  };
  return {
    start,
    async ready(work) {
      await start();
      assertOpen();
      return work();
    },
    close() {
      closed ??= (async () => {
        await started?.catch(() => {});
        await shutDown(parts);
      })();
      return closed;
    },
  };
}

async function open(parts: Parts): Promise<void> {
  const { runtime, store, standing, definitions } = parts;
  const opened = await store.open({ worker: runtime.worker });
  standing.epoch = opened.epoch;
  runtime.sawStoreTime(await store.now());
  await definitions.recover();
  parts.waker.start();
  for (const [name, channel] of Object.entries(parts.adapters.channels)) {
    await channel.open?.(async (inbound) => {
      if (parts.halt.cause !== undefined) throw parts.halt.cause;
      await receiveInbound({ runtime, accept: parts.accept, endings: parts.endings, tenantRequired: parts.tenantRequired }, { name, channel }, inbound);
    });
  }
}

/** First the doors, then what waits in the lanes, then the calls under way, then the last marks, then the store. */
async function shutDown(parts: Parts): Promise<void> {
  const { runtime, closing, timing } = parts;
  await parts.waker.stop();
  await Promise.allSettled(Object.values(parts.adapters.channels).map((channel) => channel.close()));
  await runtime.lanes.idle();
  const patience = new AbortController();
  await Promise.race([parts.dispatcher.idle(), sleep(runtime.clock, timing.drainMs, patience.signal)]);
  patience.abort();
  closing.abort(new JourneyError('Closed', 'The orchestrator closes.'));
  await parts.dispatcher.idle();
  await runtime.lanes.idle();
  await runtime.committer.flush();
  await parts.store.close();
}
