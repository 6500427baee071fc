import { JourneyError } from '../errors/index.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { AlertTold } from './follow-alerts.js';
import { defineAlertWatch, type AlertWatchOptions } from './define-alert-watch.js';
import { openWatch, type OpenWatch } from './open-watch.js';

/** Alerts at work: figures and queues are looked at now and then, and what has become bad, or is good again, is told once. One process has the watch. */
export interface AlertWatch {
  /** reads the log, goes on where an earlier process stood, and begins to look; UnknownJourney where an alert looks at a journey that the host does not have */
  open(host: Orchestrator): Promise<void>;
  /** looks at once, and answers what was told; StoreUnavailable, and what a store throws */
  look(): Promise<readonly AlertTold[]>;
  /** the alerts that are raised now */
  raised(): readonly Pick<AlertTold, 'alert' | 'cut'>[];
  /** hears what is told; what it throws changes nothing. Only where a process dies while it tells, the next one tells it once more: journeys hear it once all the same */
  on(listener: (told: AlertTold) => void): void;
  /** forgets customers who are to be erased */
  forget(customers: readonly string[]): void;
  /** looks no more; close it before the orchestrator. May be called twice */
  close(): Promise<void>;
}

/**
 * Makes a watch; open it once the orchestrator is made. Each alert is told to listeners and, as `alert.raised` and `alert.cleared`, to the journeys of whom it is about. What
 * fails at a look is told by the orchestrator as `fault`, and the next look makes up for it. InvalidOptions, InvalidIdentity.
 *
 * @example
 * {@includeCode ../../examples/alerts/watch.ts}
 */
export function createAlertWatch(options: AlertWatchOptions): AlertWatch {
  const definition = defineAlertWatch(options);
  const listeners = new Set<(told: AlertTold) => void>();
  const tell = (told: AlertTold): void => { for (const listener of listeners) tellOne(listener, told); };
  let opening: Promise<OpenWatch> | undefined;
  let opened: OpenWatch | undefined;
  const open = (): OpenWatch => {
    if (opened === undefined) throw new JourneyError('InvalidInput', 'The watch is not open; open it once the orchestrator has been made.', { path: 'watch' });
    return opened;
  };
  return {
    async open(host) {
      try {
        opened = await (opening ??= openWatch(host, definition, tell));
      } catch (error) {
        opening = undefined;
        throw error;
      }
    },
    look: async () => open().look(),
    raised: () => opened?.raised() ?? [],
    on: (listener) => void listeners.add(listener),
    forget: (customers) => open().forget(customers),
    close: async () => { await (await opening)?.close(); },
  };
}

function tellOne(listener: (told: AlertTold) => void, told: AlertTold): void {
  try {
    listener(told);
  } catch {
    // who listens is no part of what happens
  }
}
