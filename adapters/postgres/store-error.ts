import { JourneyError, type JourneyErrorCode } from '../../src/errors/index.js';

type Meaning = readonly [JourneyErrorCode, string];

const impossible: Meaning = ['StorageContractViolation', 'The store was about to keep something impossible and kept nothing'];
const unavailable: Meaning = ['StoreUnavailable', 'The database could not be reached or could not answer; what was sent may or may not have been kept, send it again'];
const forbidden: Meaning = ['StoreUnavailable', 'The database role may not do what the store needs; see "Roles" in docs/storage.md'];
const notLetIn: Meaning = ['StoreUnavailable', 'The server does not let this role in: its name, its password, or what pg_hba.conf says of it'];

/** by SQLSTATE, else by its class */
const meanings: { readonly [state: string]: Meaning } = {
  '22': impossible,
  '23': impossible,
  '28': notLetIn,
  '42501': forbidden,
  '3D000': ['StoreUnavailable', 'There is no database of this name on the server; nobody makes one but you'],
  '3F000': ['StoreUnavailable', 'The schema with the tables is gone; open the store again to have it made anew, and empty'],
  '25006': ['StoreUnavailable', 'The server only reads, as a standby does; connect to the one that writes'],
  '54000': ['InvalidInput', 'A key is longer than the database can index, about 2,600 bytes'],
};

/** What `pg` or the server reports, as an error of this library; what is one already stays. Texts of the server may quote rows, so only its codes are kept. */
export function toStoreError(error: unknown): unknown {
  if (JourneyError.is(error)) return error;
  const state = sqlStateOf(error);
  const [code, sentence] = meanings[state ?? ''] ?? meanings[state?.slice(0, 2) ?? ''] ?? unavailable;
  return new JourneyError(code, sentence, { ...fact('sqlstate', state), ...fact('code', systemCodeOf(error)), ...fact('constraint', textIn(error, 'constraint')), ...fact('syscall', textIn(error, 'syscall')) });
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

/** Why there is no connection, in the system's own letters, as `ECONNREFUSED`, `ENOTFOUND` or `ERR_SOCKET_BAD_PORT`; of several addresses the first one's. */
function systemCodeOf(error: unknown): string | undefined {
  const code = textIn(error instanceof AggregateError ? error.errors[0] : error, 'code');
  return code !== undefined && /^E[A-Z0-9_]{3,}$/.test(code) && sqlStateOf(error) === undefined ? code : undefined;
}

function textIn(error: unknown, name: string): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

const fact = (name: string, value: string | undefined): Readonly<Record<string, string>> => (value === undefined ? {} : { [name]: value });
