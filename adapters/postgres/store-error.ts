import { JourneyError, type JourneyErrorCode } from '../../src/errors/index.js';

type Meaning = readonly [JourneyErrorCode, string];

const impossible: Meaning = ['StorageContractViolation', 'The store was about to keep something impossible and kept nothing'];
const unavailable: Meaning = ['StoreUnavailable', 'The database could not be reached or could not answer; what was sent may or may not have been kept, send it again'];
const forbidden: Meaning = ['StoreUnavailable', 'The database role may not do what the store needs; see "Roles" in docs/storage.md'];

/** by SQLSTATE, else by its class */
const meanings: { readonly [state: string]: Meaning } = {
  '22': impossible,
  '23': impossible,
  '28': forbidden,
  '42501': forbidden,
  '25006': ['StoreUnavailable', 'The server only reads, as a standby does; connect to the one that writes'],
  '54000': ['InvalidInput', 'A key is longer than the database can index, about 2,600 bytes'],
};

/** What `pg` or the server reports, as an error of this library; what is one already stays. Texts of the server may quote rows, so only its codes are kept. */
export function toStoreError(error: unknown): unknown {
  if (JourneyError.is(error)) return error;
  const state = sqlStateOf(error);
  const [code, sentence] = meanings[state ?? ''] ?? meanings[state?.slice(0, 2) ?? ''] ?? unavailable;
  return new JourneyError(code, sentence, { ...fact(error, 'sqlstate', state), ...fact(error, 'constraint'), ...fact(error, 'syscall') });
}

/** Whether the server took back everything of a call since another was quicker: it may be made again at once. */
export function isRace(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlStateOf(error) ?? '');
}

/** Whether the server did nothing, as its transactions do not begin in READ COMMITTED. */
export function isOldSnapshot(error: unknown): boolean {
  return sqlStateOf(error) === '25004';
}

function sqlStateOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

function fact(error: unknown, name: string, known?: string): Readonly<Record<string, string>> {
  const value = known ?? (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined);
  return typeof value === 'string' ? { [name]: value } : {};
}
