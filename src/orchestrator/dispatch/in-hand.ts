/** What was handed out to this process and is not done yet, each thing once. */
export interface InHand {
  /** Begins work on something, unless it is in hand already: a lane may be slower than a lease. Work does not reject. */
  take(key: string, work: () => Promise<void>): void;
  /** resolves when there is room for more: a slow customer keeps nobody waiting until there are too many of them */
  room(): Promise<void>;
  /** nothing is in hand */
  readonly idle: boolean;
}

/** Opens empty hands for up to `most` things. */
export function createInHand(most: number): InHand {
  const held = new Map<string, Promise<void>>();
  return {
    take(key, work) {
      if (held.has(key)) return;
      held.set(key, work().then(() => void held.delete(key)));
    },
    async room() { while (held.size >= most) await Promise.race(held.values()); },
    get idle() { return held.size === 0; },
  };
}
