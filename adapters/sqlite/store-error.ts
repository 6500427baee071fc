import { JourneyError, type JourneyErrorCode } from '../../src/errors/index.js';

const busy = 5;
const locked = 6;
const ioError = 10;
const constraint = 19;
const mismatch = 20;
const misuse = 21;
const notADatabase = 26;

const meanings: { readonly [primary: number]: readonly [JourneyErrorCode, string] } = {
  [busy]: ['StoreLocked', 'Another process, or another store of this one, has the file open; a SQLite store has one owner'],
  [locked]: ['StoreLocked', 'Another process, or another store of this one, has the file open; a SQLite store has one owner'],
  [constraint]: ['StorageContractViolation', 'The store was about to keep something impossible and kept nothing'],
  [mismatch]: ['StorageContractViolation', 'The store was about to keep something impossible and kept nothing'],
  [misuse]: ['StorageContractViolation', 'The store was about to keep something impossible and kept nothing'],
  [notADatabase]: ['StoreForeign', 'The file is not a database of this library; name another one'],
};

const unavailable = 'The file could not be read or written; look at the disk, then open the store again';

/** What SQLite or the file system reports, as an error of this library; what is one already stays. */
export function toStoreError(error: unknown): unknown {
  if (syscallOf(error) !== undefined) return new JourneyError('StoreUnavailable', unavailable, {}, error);
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const [meaning, sentence] = meanings[code & 0xff] ?? ['StoreUnavailable', unavailable];
  return new JourneyError(meaning, sentence, { sqlite: code }, error);
}

/** Whether nobody can tell any more what reached the disk: after a failed sync the next one says nothing about what the first did not write. */
export function isDiskError(error: unknown): boolean {
  return ((resultCodeOf(error) ?? 0) & 0xff) === ioError || ['fsync', 'fdatasync'].includes(syscallOf(error) ?? '');
}

function syscallOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : undefined;
}

function resultCodeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
