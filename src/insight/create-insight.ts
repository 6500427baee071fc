import type { InsightDefinition } from './define-insight.js';
import { createPending, type KeptPending, type Pending } from './fold/pending.js';
import { addKept, bothCubes, createCube, keptCells, type Counted, type Cube, type KeptCell } from './fold/tally.js';
import type { LoggedEntry, LogItem } from './log/log-item.js';
import { readLogItem } from './log/read-log-item.js';
import { joinSpans, observeSpan, widen, type Span } from './outcomes/retention.js';

/** What could not be counted as it came: too late by its own clock or by the log's, or no entry that can be read. */
export interface InsightFaults { readonly late: number; readonly unreadable: number }

/** All that an insight knows, as plain JSON: to be kept, carried on from, and merged. */
export interface InsightState extends KeptPending {
  readonly contract: 1;
  /** nothing that happened before it is taken any more, epoch milliseconds */
  readonly settledUntil: number;
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
  /** Counts for good what nothing can bear on any more, and forgets it: call it now and then with the time up to which the log was read, epoch milliseconds. */
  settle(now: number): void;
  /** Adds what another insight of the same definition knows of other entries. */
  merge(other: InsightState): void;
  /** Forgets customers who are to be erased: their entries and since when they are here. What was counted for good stays; it names nobody. */
  forget(customers: readonly string[]): void;
  /** All that was counted as of a moment, what is not settled included. */
  countAt(now: number): Counted;
  readonly faults: InsightFaults;
  /** All of it, to be kept; give it to `createInsight` to go on. */
  save(): InsightState;
}

/** Begins figures, or goes on with those that were saved. */
export function createInsight(rules: InsightDefinition, saved?: InsightState): Insight {
  const settled = createCube();
  const pending = createPending(rules);
  const spans = new Map<string, Span>();
  const faults = { late: 0, unreadable: 0 };
  let settledUntil = -Infinity;
  const take = (item: LogItem): void => {
    if (item.at < settledUntil) {
      faults.late += 1;
      return;
    }
    pending.take(item);
    const span = widen(spans.get(item.customer), item);
    if (span !== undefined) spans.set(item.customer, span);
  };
  const merge = (other: InsightState): void => {
    settledUntil = Math.max(settledUntil, other.settledUntil);
    pending.merge(other);
    for (const [customer, span] of other.spans) spans.set(customer, joinSpans(spans.get(customer), span));
    addKept(settled, other.cells);
    faults.late += other.faults.late;
    faults.unreadable += other.faults.unreadable;
  };
  if (saved !== undefined) merge(saved);
  return {
    rules, faults, merge,
    read(entries) {
      for (const entry of entries) {
        if (entry.tenant !== rules.tenant) continue;
        const item = readLogItem(entry, rules);
        if (item === 'late' || item === 'unreadable') faults[item] += 1;
        else if (item !== undefined) take(item);
      }
    },
    take(items) {
      for (const item of items) take(item);
    },
    settle(now) {
      settledUntil = Math.max(settledUntil, now - 2 * rules.latenessMs);
      pending.settle(settledUntil, settled.count);
    },
    forget(customers) {
      for (const customer of customers) {
        pending.forget(customer);
        spans.delete(customer);
      }
    },
    countAt: (now) => total({ settled, pending, spans, rules }, now),
    save: () => ({ contract: 1, settledUntil, ...pending.kept(), spans: [...spans].toSorted(([one], [other]) => (one < other ? -1 : 1)), cells: keptCells(settled), faults: { ...faults } }),
  };
}

interface Known { readonly settled: Cube; readonly pending: Pending; readonly spans: ReadonlyMap<string, Span>; readonly rules: InsightDefinition }

function total({ settled, pending, spans, rules }: Known, now: number): Counted {
  const cube = createCube();
  pending.observe(now, cube.count);
  for (const [customer, span] of spans) if (span.first <= now) observeSpan(span, { now, rules, segment: rules.segmentOf?.(customer) }, cube.count);
  return bothCubes(settled, cube);
}
