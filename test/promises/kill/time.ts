import type { Life } from './lives.js';

/** The town's time, which passes while a host listens and has heard so: ten minutes in about three seconds, or longer where the machine is slow. */
export interface Time {
  readonly now: number;
  connect(life: Life): void;
  disconnect(): void;
  /** the host has heard what time it is */
  heard(): void;
  /** resolves when it is later */
  later(): Promise<void>;
}

const start = Date.UTC(2026, 0, 5, 9);
const stepMs = 3_000;
/** real milliseconds between two steps, at least */
const restMs = 12;

export function createTime(): Time {
  let now = start;
  let life: Life | undefined;
  const waiting: (() => void)[] = [];
  const step = (): void => {
    if (life === undefined) return;
    now += stepMs;
    life.say({ type: 'time', now });
  };
  return {
    get now() { return now; },
    connect(next) { life = next; step(); },
    disconnect() { life = undefined; },
    heard() {
      for (const wake of waiting.splice(0)) wake();
      const told = life;
      setTimeout(() => { if (life === told) step(); }, restMs);
    },
    later: () => new Promise((resolve) => { waiting.push(resolve); }),
  };
}
