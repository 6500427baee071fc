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

/** What SQLite reports, as an error of this library; what is one already stays. */
export function toStoreError(error: unknown): unknown {
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const [meaning, sentence] = meanings[code & 0xff] ?? ['StoreUnavailable', 'The file could not be read or written; look at the disk, then open the store again'];
  return new JourneyError(meaning, sentence, { sqlite: code }, error);
}

/** Whether the connection can no longer be trusted to tell what reached the disk. */
export function isDiskError(error: unknown): boolean {
  return ((resultCodeOf(error) ?? 0) & 0xff) === ioError;
}

function resultCodeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
