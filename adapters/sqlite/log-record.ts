import { crc32 } from 'node:zlib';
import { JourneyError } from '../../src/errors/index.js';

/** a record: length of the command (4 bytes), check sum of all that follows it (4), number (8), command */
const lengthAt = 0;
const sumAt = 4;
const numberAt = 8;
const commandAt = 16;

/** A command as it stands in the log. */
export function toRecord(number: number, command: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(commandAt + command.length);
  record.writeUInt32LE(command.length, lengthAt);
  record.writeDoubleLE(number, numberAt);
  record.set(command, commandAt);
  record.writeUInt32LE(crc32(record.subarray(numberAt)), sumAt);
  return record;
}

/**
 * The commands behind a number, up to the first record that is torn or left over from an earlier round, and where that stands. Throws
 * `StoreUnavailable` where the first record is further on: what lies between was in the tables of another copy of the file.
 */
export function readRecords(bytes: Buffer, from: number, behind: number): { readonly commands: readonly Buffer[]; readonly end: number } {
  const commands: Buffer[] = [];
  let at = from;
  for (let record = recordAt(bytes, at), before = behind; record !== undefined; record = recordAt(bytes, at)) {
    if (at === from && record.number > behind + 1) throw newerLog();
    if (at !== from && record.number !== before + 1) break;
    if (record.number > behind) commands.push(record.command);
    before = record.number;
    at += commandAt + record.command.length;
  }
  return { commands, end: at };
}

/** Whether a whole record stands there. */
export function isRecordAt(bytes: Buffer, at: number): boolean {
  return recordAt(bytes, at) !== undefined;
}

function recordAt(bytes: Buffer, at: number): { readonly number: number; readonly command: Buffer } | undefined {
  if (at + commandAt > bytes.length) return undefined;
  const end = at + commandAt + bytes.readUInt32LE(at + lengthAt);
  if (end > bytes.length || crc32(bytes.subarray(at + numberAt, end)) !== bytes.readUInt32LE(at + sumAt)) return undefined;
  return { number: bytes.readDoubleLE(at + numberAt), command: bytes.subarray(at + commandAt, end) };
}

function newerLog(): JourneyError {
  return new JourneyError('StoreUnavailable', 'The log beside the file is newer than the file; restore both as they were at one moment');
}
