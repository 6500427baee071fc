import { isRetryable } from '../errors/is-retryable.js';
import { JourneyError } from '../errors/index.js';
import { digest } from '../model/canonical-text.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import { sleep } from '../orchestrator/sleep.js';
import { createProgress, type Progress } from '../proactive/progress.js';
import type { AlertWatchDefinition } from './define-alert-watch.js';
import { followAlerts, isOtherwise, namedBy, type AlertStates, type AlertTold } from './follow-alerts.js';
import { followLog, type DayMark, type FollowedLog } from './follow-log.js';
import { readWatched, type Views } from './read-watched.js';

/** A watch of one host. */
export interface OpenWatch {
  look(): Promise<readonly AlertTold[]>;
  raised(): readonly Pick<AlertTold, 'alert' | 'cut'>[];
  forget(customers: readonly string[]): void;
  close(): Promise<void>;
}

/** Where a watch stands, as it is kept: no customer is in it. `telling` is what was found and may not be told yet. */
interface KeptWatch { readonly states: AlertStates; readonly marks: readonly DayMark[]; readonly telling: readonly AlertTold[] }
interface Parts {
  readonly inside: Inside;
  readonly definition: AlertWatchDefinition;
  readonly openCircuits: ReadonlySet<string>;
  readonly tell: (told: AlertTold) => void;
}
interface Watching extends Parts {
  readonly progress: Progress<KeptWatch>;
  readonly log: FollowedLog;
  kept: KeptWatch;
}

/** Goes on where an earlier process stood, and looks again and again until it is closed or its host is. UnknownJourney. */
export async function openWatch(host: Orchestrator, definition: AlertWatchDefinition, tell: (told: AlertTold) => void): Promise<OpenWatch> {
  const inside = insideOf(host);
  checkJourneys(definition, inside);
  const circuits = hearCircuits(host);
  const watching = await inside.ready(() => takeUp({ inside, definition, openCircuits: circuits.open, tell }));
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const look = (): Promise<readonly AlertTold[]> => {
    const next = last.then(() => inside.ready(() => lookOnce(watching)));
    last = next.catch(() => {});
    return next;
  };
  const looking = lookOn(watching, AbortSignal.any([closing.signal, inside.parts.leaving.signal]), look);
  return {
    look,
    raised: () => Object.entries(watching.kept.states).filter(([, { raised }]) => raised).map(([key]) => namedBy(key)),
    forget: (customers) => {
      watching.log.insight.forget(customers);
      for (const customer of customers) watching.log.live.forget(customer);
    },
    close: async () => {
      closing.abort();
      circuits.end();
      await looking;
      await last;
    },
  };
}

/** A journey that the host does not have would be one of which never a run is stuck. */
function checkJourneys({ alerts }: AlertWatchDefinition, { parts: { book } }: Inside): void {
  for (const { id, of } of alerts) {
    const journey = 'live' in of && 'journey' in of ? of.journey : undefined;
    if (journey !== undefined && book.latest(journey) === undefined) throw new JourneyError('UnknownJourney', `The alert '${id}' looks at a journey '${journey}', which is not among the host's.`, { journey });
  }
}

function hearCircuits(host: Orchestrator): { readonly open: ReadonlySet<string>; readonly end: () => void } {
  const open = new Set<string>();
  const opened = ({ target }: { readonly target: string }): void => void open.add(target);
  const closed = ({ target }: { readonly target: string }): void => void open.delete(target);
  host.on('circuit.opened', opened);
  host.on('circuit.closed', closed);
  return { open, end: () => { host.off('circuit.opened', opened); host.off('circuit.closed', closed); } };
}

async function takeUp(parts: Parts): Promise<Watching> {
  const { runtime } = parts.inside.parts;
  const { name, rules, windowMs } = parts.definition;
  const progress = createProgress<KeptWatch>(runtime, 'alerts', [rules.tenant, name]);
  const kept = (await progress.read()) ?? { states: {}, marks: [], telling: [] };
  return { ...parts, progress, kept, log: followLog(runtime.store, { rules, windowMs, marks: kept.marks, now: await runtime.store.now() }) };
}

async function lookOn({ inside, definition }: Parts, signal: AbortSignal, look: () => Promise<unknown>): Promise<void> {
  const { runtime } = inside.parts;
  while (!signal.aborted) {
    await sleep(runtime.clock, definition.everyMs, signal);
    if (signal.aborted) return;
    await look().catch((error: unknown) => {
      if (!signal.aborted) tellFault(runtime, error);
    });
  }
}

const tellFault = ({ tell }: Inside['parts']['runtime'], error: unknown): void => tell('fault', { where: 'alerts', code: JourneyError.is(error) ? error.code : 'Unknown', error });

/** What an earlier look could not tell is told first. What is found is kept before it is told, so that a death between the two leaves nothing untold. */
async function lookOnce(watching: Watching): Promise<readonly AlertTold[]> {
  const { inside, definition, log } = watching;
  const owed = await tellKept(watching);
  await log.readOn();
  const now = await inside.parts.runtime.store.now();
  const views = viewsOf(watching, now);
  const readings = [];
  for (const alert of definition.alerts) readings.push({ alert, readings: await readWatched(alert.of, views) });
  const { states, news } = followAlerts(readings, watching.kept.states, now);
  const marks = log.marks(now);
  const isNews = news.length > 0 || marks.length !== watching.kept.marks.length || isOtherwise(states, watching.kept.states);
  watching.kept = { states, marks, telling: news };
  if (isNews) await watching.progress.save(watching.kept);
  return [...owed, ...await tellKept(watching)];
}

function viewsOf({ inside, log: { insight, live }, openCircuits }: Watching, now: number): Views {
  let counted: ReturnType<Views['counted']> | undefined;
  return { insight, live, openCircuits, now, store: inside.parts.runtime.store, counted: () => (counted ??= insight.countAt(now)) };
}

async function tellKept(watching: Watching): Promise<readonly AlertTold[]> {
  const { telling } = watching.kept;
  if (telling.length === 0) return telling;
  for (const told of telling) {
    await bring(watching, told).catch((error: unknown) => whereItWillNeverWork(watching, error));
    watching.tell(told);
  }
  watching.kept = { ...watching.kept, telling: [] };
  await watching.progress.save(watching.kept);
  return telling;
}

/** What nobody can be told, as where a journey wants other data of an alert, must not keep all later alerts back. */
function whereItWillNeverWork({ inside: { parts } }: Parts, error: unknown): void {
  if (isRetryable(error)) throw error;
  tellFault(parts.runtime, error);
}

/** Under an id of its own, so that it is heard once however often it is brought. */
async function bring({ inside: { parts }, definition: { rules: { tenant }, alerts } }: Watching, { alert, news, at, value, threshold, cut }: AlertTold): Promise<void> {
  const who = alerts.find(({ id }) => id === alert)?.who;
  if (who === undefined) return;
  const event = { id: `alert/${digest([alert, cut, news, at]).slice(0, 32)}`, source: 'alerts', type: `alert.${news}`, data: { alert, value, threshold, cut }, who: [who], tenant };
  for (;;) {
    const receipt = await parts.accept(event, { origin: 'host', tenantRequired: false });
    if (receipt.status !== 'busy') return;
    await sleep(parts.runtime.clock, receipt.retryAfterMs);
  }
}
