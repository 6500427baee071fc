import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Competitor, Course } from './competitor.js';

/** What the disk itself allows: a kilobyte and a half of bytes an event, appended and synced; whoever waits at the same moment shares the sync. Knows no journey. */
export function createRawAppend({ folder, afterSync }: Course): Competitor {
  const file = join(folder, 'raw-append.log');
  const fd = openSync(file, 'a');
  const record = `${JSON.stringify({ state: 'x'.repeat(bytesPerEvent) })}\n`;
  let waiting: (() => void)[] = [];
  const sync = (): void => {
    const group = waiting;
    waiting = [];
    writeSync(fd, record.repeat(group.length));
    fdatasyncSync(fd);
    afterSync();
    for (const durable of group) durable();
  };
  const append = (): Promise<void> => new Promise((resolve) => { if (waiting.push(resolve) === 1) setImmediate(sync); });
  return {
    bring: append,
    // an answer is one more record
    answer: append,
    async finish() {
      closeSync(fd);
      return { records: readFileSync(file, 'utf8').split('\n').length - 1 };
    },
  };
}

const bytesPerEvent = 1_500;
