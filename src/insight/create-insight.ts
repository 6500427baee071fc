import { readConfig } from '../model/read-config.js';
import type { InsightDefinition } from './define-insight.js';
import { momentSchema } from './figures/moment-schema.js';
import { createPending, type KeptPending, type Pending } from './fold/pending.js';
import { addKept, bothCubes, createCube, keptCells, type Counted, type Cube, type KeptCell } from './fold/tally.js';
import type { LoggedEntry, LogItem } from './log/log-item.js';
import { checkState, countedBy, type CountedBy } from './kept-state.js';
import { readLogItem } from './log/read-log-item.js';
import { joinSpans, observeSpan, spanOf, type Span } from './outcomes/retention.js';

/** What could not be counted as it came: too late by its own clock or by the log's, or no entry that can be read. */
export interface InsightFaults { readonly late: number; readonly unreadable: number }

/** All that an insight knows, as plain JSON: to be kept, carried on from, and merged. */
export interface InsightState extends KeptPending {
  readonly contract: 1;
  /** what was counted for good is of these rules and goes on with no others; absent in states from before it was kept */
  readonly countedBy?: CountedBy;
  /** nothing that happened before it is taken any more, epoch milliseconds; null where nothing was settled yet */
  readonly settledUntil: number | null;
  readonly spans: readonly (readonly [customer: string, span: Span])[];
  readonly cells: readonly KeptCell[];
  readonly faults: InsightFaults;
}

/**
 * Figures that grow with the log. What may still bear on one another is kept as it is; what has come to rest is counted for good by `settle`. So one by
 * one, all at once, in any order and in parts that are merged the same entries give the same figures, if none comes later than `latenessMs`.
 */
export interface Insight {
  readonly rules: InsightDefinition;
  /** Reads entries of the log, in any order; an entry that is read twice counts once as long as it is not settled. */
  read(entries: readonly LoggedEntry[]): void;
  /** Takes what was read elsewhere. */
  take(items: readonly LogItem[]): void;
  /** Counts for good what nothing can bear on any more, and forgets it: call it now and then with the time up to which the log was read, epoch milliseconds. InvalidOptions. */
  settle(now: number): void;
  /** Adds what another insight of the same definition knows of other entries. InvalidOptions. */
  merge(other: InsightState): void;
  /** Forgets customers who are to be erased: their entries and since when they are here. What was counted for good stays; it names nobody. */
  forget(customers: readonly string[]): void;
  /** All that was counted as of a moment, what is not settled included. InvalidOptions. */
  countAt(now: number): Counted;
  readonly faults: InsightFaults;
  /** All of it, to be kept; give it to `createInsight` to go on. */
  save(): InsightState;
}

/** Begins figures, or goes on with those that were saved. InvalidOptions for what is no state, or one that was counted by other windows or of another tenant. */
export function createInsight(rules: InsightDefinition, saved?: InsightState): Insight {
  const known: Known = { rules, settled: createCube(), pending: createPending(rules), spans: new Map(), faults: { late: 0, unreadable: 0 }, settledUntil: -Infinity };
  if (saved !== undefined) merge(known, saved);
  return {
    rules,
    faults: known.faults,
    read: (entries) => entries.forEach((entry) => read(known, entry)),
    take: (items) => items.forEach((item) => take(known, item)),
    settle(now) {
      readConfig(momentSchema, now, 'now');
      known.settledUntil = Math.max(known.settledUntil, now - 2 * rules.latenessMs);
      known.pending.settle(known.settledUntil, known.settled.count);
    },
    merge: (other) => merge(known, other),
    forget(customers) {
      for (const customer of customers) {
        known.pending.forget(customer);
        known.spans.delete(customer);
      }
    },
    countAt: (now) => countAt(known, readConfig(momentSchema, now, 'now')),
    save: () => save(known),
  };
}

interface Known {
  readonly rules: InsightDefinition;
  readonly settled: Cube;
  readonly pending: Pending;
  readonly spans: Map<string, Span>;
  readonly faults: { late: number; unreadable: number };
  settledUntil: number;
}

function read(known: Known, entry: LoggedEntry): void {
  if (entry.tenant !== known.rules.tenant) return;
  const item = readLogItem(entry, known.rules);
  if (item === 'late' || item === 'unreadable') known.faults[item] += 1;
  else if (item !== undefined) take(known, item);
}

function take({ settledUntil, faults, pending, spans }: Known, item: LogItem): void {
  if (item.at < settledUntil) {
    faults.late += 1;
    return;
  }
  pending.take(item);
  const seen = spanOf(item);
  if (seen !== undefined) spans.set(item.customer, joinSpans(spans.get(item.customer), seen));
}

function merge(known: Known, other: InsightState): void {
  checkState(other, known.rules);
  known.settledUntil = Math.max(known.settledUntil, other.settledUntil ?? -Infinity);
  known.pending.merge(other);
  for (const [customer, span] of other.spans) known.spans.set(customer, joinSpans(known.spans.get(customer), span));
  addKept(known.settled, other.cells);
  known.faults.late += other.faults.late;
  known.faults.unreadable += other.faults.unreadable;
}

function countAt({ settled, pending, spans, rules }: Known, now: number): Counted {
  const cube = createCube();
  pending.observe(now, cube.count);
  for (const [customer, span] of spans) if (span.first <= now) observeSpan(span, { now, rules, segment: rules.segmentOf?.(customer) }, cube.count);
  return bothCubes(settled, cube);
}

const save = ({ rules, settledUntil, pending, spans, settled, faults }: Known): InsightState => ({
  contract: 1, countedBy: countedBy(rules), settledUntil: settledUntil === -Infinity ? null : settledUntil, ...pending.kept(),
  spans: [...spans].toSorted(([one], [other]) => (one < other ? -1 : 1)), cells: keptCells(settled), faults: { ...faults },
});
