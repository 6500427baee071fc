import { JourneyError } from '../../errors/index.js';
import type { Clock } from '../../ports/clock.js';

/** Sends whose provider has not answered yet, by channel: until it has, nobody knows by which id it will speak of the message. */
export interface SendsUnderWay {
  /** `call` does not reject */
  note(channel: string, call: Promise<void>): void;
  /** a process that died may have sent and not noted it; its messages go again within this time, milliseconds */
  doubt(ms: number): void;
  /** all of them have gone again */
  sure(): void;
  /** Resolves when the sends of this moment have come to their end; Busy where that takes longer than a provider should be kept waiting. */
  settled(channel: string): Promise<void>;
  /** Busy while in doubt whether a message that nobody knows was sent here. */
  refuseInDoubt(): void;
}

/** how long a receipt waits, milliseconds; an adapter that awaits it within its own send must not wait for itself for ever */
const patienceMs = 2_000;

export function createSendsUnderWay(clock: Clock): SendsUnderWay {
  const byChannel = new Map<string, Set<Promise<void>>>();
  let sureAt = -Infinity;
  return {
    doubt(ms) { sureAt = clock.now() + ms; },
    sure() { sureAt = -Infinity; },
    note(channel, call) {
      const calls = byChannel.get(channel) ?? new Set();
      byChannel.set(channel, calls.add(call));
      void call.then(() => calls.delete(call));
    },
    async settled(channel) {
      const calls = byChannel.get(channel);
      if (calls !== undefined && calls.size > 0) await inTime(clock, Promise.allSettled(calls));
    },
    refuseInDoubt() { if (clock.now() < sureAt) throw sendAgain(); },
  };
}

function inTime(clock: Clock, work: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(patienceMs, () => reject(sendAgain()));
    void work.then(resolve, reject).then(cancel);
  });
}

const sendAgain = (): JourneyError => new JourneyError('Busy', 'A message may be on its way that this receipt speaks of; send it again.', { retryAfterMs: patienceMs });
