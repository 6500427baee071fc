import { expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { isDiskError, toStoreError } from '../../../adapters/sqlite/store-error.js';

const sqlite = (errcode: number): Error => Object.assign(new Error('from SQLite'), { errcode });
const system = (syscall: string): Error => Object.assign(new Error('from the system'), { syscall });

it.each<[string, Error, string]>([
  ['a file that another holds', sqlite(5), 'StoreLocked'], ['the same, more exactly', sqlite(5 + 256), 'StoreLocked'], ['a table that another holds', sqlite(6), 'StoreLocked'],
  ['a row that must not be', sqlite(19), 'StorageContractViolation'], ['a value of another kind', sqlite(20), 'StorageContractViolation'], ['a statement used wrongly', sqlite(21), 'StorageContractViolation'],
  ['a file of something else', sqlite(26), 'StoreForeign'], ['a full disk', sqlite(13), 'StoreUnavailable'], ['a disk that does not answer', sqlite(10), 'StoreUnavailable'], ['a sync that failed', system('fsync'), 'StoreUnavailable'],
])('%s is told in the library’s own words, with what was reported', (_, error, code) => {
  const told = toStoreError(error);
  expect(JourneyError.is(told, code as never) && told.cause).toBe(error);
  if ('errcode' in error) expect(JourneyError.is(told) && told.facts['sqlite']).toBe(error.errcode);
});

it.each([new JourneyError('Busy', 'later'), new TypeError('a slip'), Object.assign(new Error(), { errcode: '5', syscall: 5 }), undefined, null, 'text', 5])('what neither SQLite nor the system reports stays what it is: %s', (error) => {
  expect(toStoreError(error)).toBe(error);
  expect(isDiskError(error)).toBe(false);
});

it.each<[Error, boolean]>([[sqlite(10), true], [sqlite(10 + 1_024), true], [system('fsync'), true], [system('fdatasync'), true], [system('open'), false], [sqlite(13), false], [sqlite(26), false], [sqlite(5), false]])('after %o nobody can tell what reached the disk: %s', (error, lost) => {
  expect(isDiskError(error)).toBe(lost);
});
