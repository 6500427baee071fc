import type { CommandLog } from './command-log.js';

/** For a database in memory, which nothing survives: it is full at once, so that every commit goes to the tables. */
export function createNoLog(): CommandLog {
  let last = 0;
  return {
    get last() { return last; },
    isFull: true,
    append() { last += 1; },
    putOff() {},
    readAfter: () => [],
    rewind() {},
    clear() {},
    close() {},
  };
}
