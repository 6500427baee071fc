/** Lets so many parts out at once and so many a second, in the order they came. */
export interface SubmitWindow {
  /** Waits for a place; false where the pace alone would make it wait longer than `mostMs`. Rejects with the signal's reason. Every place taken must be left. */
  enter(signal: AbortSignal, mostMs: number): Promise<boolean>;
  leave(): void;
}

/** timers are late by some milliseconds, which may be caught up with; a quiet second is not saved up, since bursts are what an SMSC throttles */
const catchUpMs = 20;

export function createSubmitWindow({ window, perSecond }: { readonly window: number; readonly perSecond: number }): SubmitWindow {
  const waiting: (() => void)[] = [];
  const stepMs = 1_000 / perSecond;
  let free = window;
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const letOut = (): void => {
    timer = undefined;
    for (let next = waiting[0]; next !== undefined && free > 0; next = waiting[0]) {
      const now = performance.now();
      if (nextAt > now) {
        timer = setTimeout(letOut, Math.ceil(nextAt - now));
        return;
      }
      nextAt = Math.max(nextAt, now - catchUpMs) + stepMs;
      free -= 1;
      waiting.shift();
      next();
    }
  };
  return {
    enter(signal, mostMs) {
      if (Math.max(0, nextAt - performance.now()) + waiting.length * stepMs > mostMs) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const stop = (): void => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal.reason);
        };
        const go = (): void => {
          signal.removeEventListener('abort', stop);
          resolve(true);
        };
        signal.addEventListener('abort', stop, { once: true });
        waiting.push(go);
        if (timer === undefined) letOut();
      });
    },
    leave() {
      free += 1;
      if (timer === undefined) letOut();
    },
  };
}
