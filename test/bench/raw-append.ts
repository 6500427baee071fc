import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { VisitStep } from './bench-journey.js';
import type { Competitor, Course } from './competitor.js';
import { recordChanges } from './record-changes.js';

/**
 * What the disk itself allows: the bytes that the library commits for an event, appended to a file and synced; whoever waits at the same
 * moment shares the sync. Knows no journey.
 */
export async function createRawAppend({ folder, afterSync }: Course): Promise<Competitor> {
  const changes = await recordChanges();
  const file = join(folder, 'raw-append.log');
  const fd = openSync(file, 'a');
  let waiting: { readonly record: string; readonly durable: () => void }[] = [];
  const sync = (): void => {
    const group = waiting;
    waiting = [];
    writeSync(fd, group.map(({ record }) => record).join(''));
    fsyncSync(fd);
    afterSync();
    for (const { durable } of group) durable();
  };
  const append = (record: string): Promise<void> => new Promise((durable) => { if (waiting.push({ record, durable }) === 1) setImmediate(sync); });
  return {
    bring: (_, step: VisitStep) => append(`${changes.ofStep(step)}\n`),
    answer: () => append(`${changes.ofAnswer}\n`),
    async finish() {
      closeSync(fd);
      return { records: await countLines(file) };
    },
  };
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file)) for (const byte of chunk) if (byte === newline) lines += 1;
  return lines;
}

const newline = 10;
