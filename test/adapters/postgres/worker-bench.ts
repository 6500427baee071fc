import { onTestFinished } from 'vitest';
import { createPostgresStore, type PostgresStoreConfig } from '../../../adapters/postgres/index.js';
import type { Change, Store, StoreOpened } from '../../../src/ports/index.js';

/** One worker of several on one database, with the small steps that tests are made of. */
export interface TestWorker extends StoreOpened {
  readonly store: Store;
  readonly change: (lane: string, draft?: Partial<Change>) => Change;
}

/** Opens a worker that is closed with the test. */
export async function openWorker(name: string, config: PostgresStoreConfig): Promise<TestWorker> {
  const store = createPostgresStore(config);
  onTestFinished(() => store.close());
  const opened = await store.open({ worker: name });
  return {
    ...opened, store,
    change: (lane, draft = {}) => ({ tenant: 't', lane, epoch: opened.epoch, expect: 0, ...(draft.expect === -1 ? {} : { state: '{}' }), ...draft }),
  };
}

/** Waits until it holds; a test that waits in vain ends by its own time limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!await holds()) await new Promise((resolve) => { setTimeout(resolve, 10); });
}
