/** Remembers when a message was first tried, so that a second try says the same date, also of one that was sent. */
export interface FirstTries {
  dateOf(key: string): Date;
}

const mostKept = 10_000;

export function createFirstTries(now: () => number): FirstTries {
  const tries = new Map<string, Date>();
  return {
    dateOf: (key) => {
      const date = tries.get(key) ?? new Date(now());
      tries.set(key, date);
      const oldest = tries.keys().next();
      if (tries.size > mostKept && oldest.done !== true) tries.delete(oldest.value);
      return date;
    },
  };
}
