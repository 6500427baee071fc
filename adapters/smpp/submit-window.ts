/** Lets so many parts out at once and so many a second, in the order they came. */
export interface SubmitWindow {
  /** Waits for a place; false where the pace alone would make it wait longer than `mostMs`. Rejects with the signal's reason. Every place taken must be left. */
  enter(signal: AbortSignal, mostMs: number): Promise<boolean>;
  leave(): void;
}

export function createSubmitWindow({ window, perSecond }: { readonly window: number; readonly perSecond: number }): SubmitWindow {
  const waiting: (() => void)[] = [];
  let free = window;
  // a quiet second is not saved up: bursts are what makes an SMSC throttle
  let nextAt = 0;
  const pace = (): number => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + 1_000 / perSecond;
    return at - now;
  };
  const place = (signal: AbortSignal): Promise<void> => abortable(signal, (resolve) => {
    if (free > 0) {
      free -= 1;
      return resolve();
    }
    waiting.push(resolve);
    return () => void waiting.splice(waiting.indexOf(resolve), 1);
  });
  return {
    async enter(signal, mostMs) {
      if (nextAt - performance.now() > mostMs) return false;
      const waitMs = pace();
      if (waitMs > 0) await abortable(signal, (resolve) => { const timer = setTimeout(resolve, waitMs); return () => clearTimeout(timer); });
      await place(signal);
      return true;
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

/** `start` gives what undoes it. */
function abortable(signal: AbortSignal, start: (resolve: () => void) => (() => void) | void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let settled = false;
    const undo = start(() => {
      settled = true;
      signal.removeEventListener('abort', stop);
      resolve();
    });
    function stop(): void {
      undo?.();
      reject(signal.reason);
    }
    if (!settled) signal.addEventListener('abort', stop, { once: true });
  });
}
