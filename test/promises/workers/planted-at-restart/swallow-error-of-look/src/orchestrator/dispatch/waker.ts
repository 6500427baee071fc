import type { Store } from '../../../../../../../../src/ports/index.js';
import { createWaker as create, type Waker, type WakerParts } from '../../../../../../../../src/orchestrator/dispatch/waker.js';

export type { Waker, WakerParts } from '../../../../../../../../src/orchestrator/dispatch/waker.js';

/** The bug: where a look for work fails nobody hears of it, and from then on there seems to be none. */
export function createWaker(parts: WakerParts): Waker {
  const { store, storeNow } = parts.runtime;
  let failed = false;
  const claim = (async (query: Parameters<Store['claim']>[0]) => {
    try {
      if (!failed) return await store.claim(query);
    } catch {
      failed = true;
    }
    return { due: [], now: storeNow() };
  }) as Store['claim'];
  const runtime = new Proxy(parts.runtime, { get: (real, name) => (name === 'store' ? { ...store, claim } : Reflect.get(real, name)) });
  return create({ ...parts, runtime });
}
