/** A clock that fires one timer at a time, in the order in which they end; equal ones in the order in which they were set. */
export interface ManualClock {
  setTimeout(fire: () => void, delay: number): number;
  clearTimeout(id: number): void;
  dues(): readonly number[];
  fireNext(): void;
}

interface Pending { readonly id: number; readonly due: number; readonly fire: () => void }

export function createManualClock(now: { at: number }): ManualClock {
  let pending: readonly Pending[] = [];
  let ids = 0;
  return {
    setTimeout: (fire, delay) => {
      const id = ++ids;
      pending = [...pending, { id, due: now.at + delay, fire }].sort((a, b) => a.due - b.due || a.id - b.id);
      return id;
    },
    clearTimeout: (id) => { pending = pending.filter((timer) => timer.id !== id); },
    dues: () => pending.map(({ due }) => due),
    fireNext: () => {
      const [next, ...rest] = pending;
      if (!next) throw new Error('no timer is pending');
      pending = rest;
      now.at = next.due;
      next.fire();
    },
  };
}
