import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import type { SalesforceConnection } from './salesforce-crm-config.js';

/** One record as Salesforce answers it. */
export interface SalesforceRecord { readonly Id: string; readonly [field: string]: unknown }
/** What is written into a record, by API names. */
export interface Written { readonly [field: string]: string | number | boolean | null }

/** The two kinds of call there are; each is made once and rejects with `CrmFailed`, or with the signal's reason as soon as nobody waits any more. */
export interface Calls {
  /** every record that a query names, page by page */
  query(soql: string): Promise<readonly SalesforceRecord[]>;
  /** changes the record at this path, which ends in its id or in an external id; with an external id that nobody has a record is made */
  patch(path: string, fields: Written): Promise<string | undefined>;
}

const pageSchema = z.object({ records: z.array(z.looseObject({ Id: z.string() })), nextRecordsUrl: z.string().optional() });
const savedSchema = z.object({ id: z.string() });
// the orchestrator tries again, by its own clock
const once = { retry: { maxRetries: 0 } };

export function createCalls(connection: SalesforceConnection, signal: AbortSignal): Calls {
  const ask = async (request: Parameters<SalesforceConnection['request']>[0]): Promise<unknown> => {
    try {
      return await unlessAborted(signal, () => connection.request(request, once));
    } catch (error) {
      throw signal.aborted ? error : toFailure(error);
    }
  };
  return {
    async query(soql) {
      const records: SalesforceRecord[] = [];
      let url: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
      while (url !== undefined) {
        const page = readPage(await ask({ method: 'GET', url }));
        records.push(...page.records);
        url = page.nextRecordsUrl;
      }
      return records;
    },
    async patch(path, fields) {
      const saved = await ask({ method: 'PATCH', url: `/sobjects/${path}`, body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } });
      return savedSchema.safeParse(saved).data?.id;
    },
  };
}

/** The client cannot be told to stop: whoever waits goes, and what the call still does there is found by its key. */
function unlessAborted<T>(signal: AbortSignal, call: () => PromiseLike<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const leave = (): void => signal.removeEventListener('abort', stop);
    call().then((value) => { leave(); resolve(value); }, (error: unknown) => { leave(); reject(error); });
  });
}

function readPage(answer: unknown): z.output<typeof pageSchema> {
  const page = pageSchema.safeParse(answer);
  if (page.success) return page.data;
  throw new JourneyError('CrmFailed', 'Salesforce answered a query with something else than records.', { crm: 'salesforce' });
}

const errorSchema = z.object({ errorCode: z.string().regex(/^[A-Z0-9_]{1,80}$/) });
/** how long to hold back where Salesforce counts calls, milliseconds: those of a day come back bit by bit. All else is tried again as soon as anything is */
const waits: { readonly [errorCode: string]: number } = { REQUEST_LIMIT_EXCEEDED: 900_000, ERROR_HTTP_429: 60_000 };

/** The vendor's own error stays the cause; its words may hold personal data and go to the host's log alone. */
function toFailure(error: unknown): JourneyError {
  const said = errorSchema.safeParse(error).data;
  if (said === undefined) return new JourneyError('CrmFailed', 'Salesforce could not be reached, or its answer not be read.', { crm: 'salesforce' }, error);
  const { errorCode } = said;
  const wait = waits[errorCode];
  return new JourneyError('CrmFailed', `Salesforce answered ${errorCode}.`, { crm: 'salesforce', errorCode, ...(wait !== undefined && { retryAfterMs: wait }) }, error);
}
