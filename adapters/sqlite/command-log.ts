import { closeSync, constants, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { JourneyError } from '../../src/errors/index.js';
import { isRecordAt, readRecords, toRecord } from './log-record.js';

/**
 * What the store has taken and its tables do not hold durably yet, in the order it was taken. One sync of this file makes a commit safe,
 * whatever number of pages of the database it touches; it is read again only where a process died or the database refused something.
 */
export interface CommandLog {
  /** Adds a command behind the last one; where `synced`, it and all before it have reached the disk on return. Throws where they may not have. */
  append(command: Uint8Array, synced: boolean): void;
  /** the number of the newest command */
  readonly last: number;
  /** so much has come together that the tables should take it */
  readonly isFull: boolean;
  /** Is full only when as much again has come together. */
  putOff(): void;
  /** The commands behind that number, in order; what was not written whole is not among them, and is written over. */
  readAfter(number: number): readonly Uint8Array[];
  /** Begins again at the top, as the tables now hold everything up to that number. */
  rewind(number: number): void;
  /** The same, and no byte of what was told stays. */
  clear(number: number): void;
  /** Lets the file go; where its commands are in the tables, it need not stay. */
  close(remove: boolean): void;
}

/** Names the file beside a database. */
export const commandLogOf = (file: string): string => `${file}-log`;

const magic = Buffer.from('ThrlCmd1');
const head = magic.length + 16;
/** bytes that the next process may have to do again: less than a tenth of a second of work */
const fullBytes = 2 * 1_024 * 1_024;
/** the file grows by so many bytes at a time, as a sync that must write down a new length too costs more */
const growBytes = 1_024 * 1_024;

/** Opens the log of the database of that salt; throws `StoreForeign` where it belongs to another one. */
export function openCommandLog(path: string, salt: Uint8Array, durable: boolean): CommandLog {
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644);
  refuseForeign(path, fd, salt);
  let [end, last, size, enough] = [head, 0, fstatSync(fd).size, fullBytes];
  const grow = (needed: number): void => {
    if (needed <= size) return;
    const [from, to] = [Math.max(size, head), Math.ceil(needed / growBytes) * growBytes];
    if (size < head) writeAll(fd, Buffer.concat([magic, salt]), 0);
    writeAll(fd, Buffer.alloc(to - from), from);
    if (size < head && durable) syncName(path);
    size = to;
  };
  const goOn = (number: number): void => { [end, last, enough] = [head, number, fullBytes]; };
  return {
    get last() { return last; },
    get isFull() { return end >= enough; },
    append(command, synced) {
      const record = toRecord(last + 1, command);
      grow(end + record.length);
      writeAll(fd, record, end);
      if (synced && durable) fdatasyncSync(fd);
      last += 1;
      end += record.length;
    },
    putOff() { enough = end + fullBytes; },
    readAfter(number) {
      const found = readRecords(readFileSync(path), head, number);
      goOn(number + found.commands.length);
      if (found.commands.length > 0) end = found.end;
      return found.commands;
    },
    rewind: goOn,
    clear(number) {
      goOn(number);
      size = 0;
      ftruncateSync(fd, 0);
      // what comes next must not find the old records on the disk: a beginning that is torn, with a record behind it, is somebody else's log
      if (durable) fdatasyncSync(fd);
    },
    close(remove) {
      closeSync(fd);
      if (remove) rmSync(path, { force: true });
    },
  };
}

function refuseForeign(path: string, fd: number, salt: Uint8Array): void {
  const found = Buffer.alloc(head);
  const known = readSync(fd, found, 0, head, 0);
  if (known < head || found.equals(Buffer.concat([magic, salt]))) return;
  // the beginning is synced with the first record: where neither is whole, power was lost before anybody was told anything
  const isLog = found.subarray(0, magic.length).equals(magic);
  if (!isLog && !isRecordAt(readFileSync(path), head)) return;
  closeSync(fd);
  throw new JourneyError('StoreForeign', 'The log beside the file belongs to another file; put the log of this one back, or delete it if there is none');
}

function writeAll(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

/** A new name in a folder has reached the disk once the folder has; where folders cannot be synced, as on Windows, the file system sees to it. */
function syncName(path: string): void {
  try {
    const folder = openSync(dirname(path), 'r');
    try { fsyncSync(folder); } finally { closeSync(folder); }
  } catch {
    // nothing more can be done about it
  }
}
