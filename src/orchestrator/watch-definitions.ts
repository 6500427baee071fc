import type { Parts } from './assemble-parts.js';
import { faultCode } from './fault-code.js';
import { finishInterrupted } from './manage-definitions.js';

/** Hears of journeys that another process paused, resumed or stopped. */
export interface DefinitionsWatch {
  start(): void;
  /** resolves when the last look has ended */
  stop(): Promise<void>;
}

/**
 * Reads the statuses again and again where other processes may set them, `pollMs` apart. What was held, or was begun here meanwhile under the old
 * status, is then brought under the new one, as after a crash: whoever set it may have been through already.
 */
export function createDefinitionsWatch(parts: Parts): DefinitionsWatch {
  const { runtime, definitions, timing } = parts;
  let cancel: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();
  let stopped = true;
  const look = async (): Promise<void> => {
    try {
      const news = await definitions.refresh();
      if (news.length > 0) await finishInterrupted(parts, news);
    } catch (error) {
      runtime.tell('fault', { where: 'definitions', code: faultCode(error), error });
    }
    arm();
  };
  const arm = (): void => {
    if (!stopped) cancel = runtime.clock.after(timing.pollMs, () => { looking = look(); });
  };
  return {
    start() {
      if (!runtime.ownership.shared) return;
      stopped = false;
      arm();
    },
    async stop() {
      stopped = true;
      cancel?.();
      await looking;
    },
  };
}
