import type { Receipt } from '../../model/receipt.js';
import type { LogEntry, Store } from '../../ports/store.js';

/** What the log of a store says, customer by customer. */
export interface ReadLog {
  readonly events: number;
  /** entries of every kind that the store counts along */
  readonly counted: number;
  /** entries of each lane: how many, and a sum by which another reader of the same entries is compared */
  readonly lanes: ReadonlyMap<string, { readonly entries: number; readonly sum: number }>;
  /** events that were kept aside and of which nothing was heard since, with the runs they are for */
  readonly parked: ReadonlyMap<string, { readonly lane: string; readonly runs: readonly string[] }>;
  /** events accepted, by tenant */
  readonly accepted: ReadonlyMap<string, number>;
  readonly findings: readonly string[];
}

const pageSize = 1_000;
const fates: ReadonlySet<string> = new Set<Receipt['status']>(['handled', 'deferred', 'ignored', 'parked']);

/** Reads every entry once, in the order of their commits. */
export async function readLog(store: Store, countedAfter: number): Promise<ReadLog> {
  const lanes = new Map<string, { entries: number; sum: number }>();
  const parked = new Map<string, { readonly lane: string; readonly runs: readonly string[] }>();
  const accepted = new Map<string, number>();
  const findings: string[] = [];
  let [events, counted, last, after] = [0, 0, 0, 0];
  for (;;) {
    const page = await store.scan(after, pageSize);
    if (page.entries.length === 0) break;
    if (page.next <= after) {
      findings.push(`the log does not go on after entry ${after}`);
      break;
    }
    after = page.next;
    for (const entry of page.entries) {
      const lane = `${entry.tenant}/${entry.lane}`;
      if (entry.position <= last) findings.push(`${lane}: entry ${entry.position} comes after entry ${last}`);
      last = entry.position;
      if (last > countedAfter) counted += 1;
      const known = lanes.get(lane) ?? { entries: 0, sum: 0 };
      lanes.set(lane, { entries: known.entries + 1, sum: addTo(known.sum, entry) });
      if (entry.kind === 'decision') for (const id of redrivenBy(entry)) parked.delete(id);
      if (entry.kind !== 'event') continue;
      events += 1;
      accepted.set(entry.tenant, (accepted.get(entry.tenant) ?? 0) + 1);
      const receipt = receiptOf(entry);
      if (receipt === undefined || !fates.has(receipt.status)) findings.push(`${lane}: nothing says what became of the event at ${entry.position}`);
      else if (receipt.status === 'parked') parked.set(receipt.parked, { lane, runs: receipt.instances });
    }
  }
  return { events, counted, lanes, parked, accepted, findings };
}

/** A sum over positions in which two different sets of entries are hardly ever alike. */
export const addTo = (sum: number, { position }: Pick<LogEntry, 'position'>): number => (sum + ((position % 2 ** 21) * 2_654_435_761) % 2 ** 32) % 2 ** 32;

/** What this library writes into an entry of the log. */
interface Written { readonly type?: string; readonly receipt?: Receipt; readonly parked?: readonly string[] }

const receiptOf = (entry: LogEntry): Receipt | undefined => readBody(entry)?.receipt;

function redrivenBy(entry: LogEntry): readonly string[] {
  const said = readBody(entry);
  return said?.type === 'parked.redriven' ? said.parked ?? [] : [];
}

function readBody({ body }: LogEntry): Written | undefined {
  try {
    const written: Written = JSON.parse(body);
    return written;
  } catch {
    return undefined;
  }
}
