import type { Clock } from 'throughline/ports';

/** A clock that goes on when it is told to: on a machine that is busy with other things no delay ends before anybody could answer. */
export interface ToldClock extends Clock {
  goOn(to: number): void;
}

export function createToldClock(start: number): ToldClock {
  const waiting = new Set<{ readonly due: number; readonly run: () => void }>();
  let now = start;
  return {
    now: () => now,
    after(ms, run) {
      const one = { due: now + ms, run };
      waiting.add(one);
      return () => void waiting.delete(one);
    },
    soon: (run) => void setImmediate(run),
    goOn(to) {
      now = to;
      for (const one of [...waiting].filter(({ due }) => due <= now).toSorted((a, b) => a.due - b.due)) {
        if (waiting.delete(one)) one.run();
      }
    },
  };
}
