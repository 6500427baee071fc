import type { Parts } from '../assemble-parts.js';
import { createErasuresWatch } from '../erase/erasures.js';
import { faultCode } from '../fault-code.js';
import { finishInterrupted } from './manage-definitions.js';
import { createTakeUp } from './take-up.js';

/** Hears of journeys that another process paused, resumed or stopped, of customers it erased, and of what it parked as it did not know the version. */
export interface DefinitionsWatch {
  start(): void;
  /** does not wait for its time */
  lookNow(): void;
  /** resolves when the last look has ended */
  stop(): Promise<void>;
}

/**
 * Reads the statuses again and again where other processes may set them, `pollMs` apart. What was held, or was begun here meanwhile under the old
 * status, is then brought under the new one, as after a crash: whoever set it may have been through already.
 */
export function createDefinitionsWatch(parts: Parts): DefinitionsWatch {
  const { runtime, definitions, timing } = parts;
  const forgetErased = createErasuresWatch(runtime);
  const takeUp = createTakeUp(parts);
  let cancel: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();
  let stopped = true;
  let queued = false;
  const look = async (): Promise<void> => {
    try {
      const news = await definitions.refresh();
      if (news.length > 0) await finishInterrupted(parts, news);
      await forgetErased();
      await takeUp.look();
    } catch (error) {
      runtime.tell('fault', { where: 'definitions', code: faultCode(error), error });
    }
    arm();
  };
  const arm = (): void => {
    cancel?.();
    if (!stopped) cancel = runtime.clock.after(timing.pollMs, lookNow);
  };
  const lookNow = (): void => {
    if (stopped || queued) return;
    queued = true;
    looking = looking.then(() => { queued = false; return look(); });
  };
  return {
    start() {
      if (!runtime.ownership.shared) return;
      stopped = false;
      lookNow();
    },
    lookNow,
    async stop() {
      stopped = true;
      cancel?.();
      await looking;
    },
  };
}
