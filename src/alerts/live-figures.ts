import type { LogItem } from '../insight/log/log-item.js';

interface Waiting { readonly customer: string; readonly queue: string | undefined; readonly since: number }

/** How things stand at this moment, as far as the log tells. */
export interface LiveFigures {
  take(item: LogItem): void;
  /** how many wait, of those who have waited longer than this */
  waiting(now: number, asked: { readonly queue?: string; readonly longerThanMs?: number }): number;
  /** milliseconds; 0 where nobody waits */
  longestWait(now: number, queue?: string): number;
  /** asks whether a run changed its state at or after a moment */
  hasMoved(instance: string, since: number): boolean;
  /** drops what was told of runs before a moment */
  settle(before: number): void;
  forget(customer: string): void;
}

/** Nobody waits, and nothing has moved yet. */
export function createLiveFigures(): LiveFigures {
  const items = new Map<string, Waiting>();
  const movedAt = new Map<string, { readonly customer: string; readonly at: number }>();
  const inQueue = (queue: string | undefined): readonly Waiting[] => [...items.values()].filter((one) => queue === undefined || one.queue === queue);
  return {
    take(item) {
      if (item.kind !== 'happened') return;
      for (const { instance } of item.moves ?? []) movedAt.set(instance, { customer: item.customer, at: Math.max(item.at, movedAt.get(instance)?.at ?? 0) });
      takeWork(items, item);
    },
    waiting: (now, { queue, longerThanMs = -1 }) => inQueue(queue).filter(({ since }) => now - since > longerThanMs).length,
    longestWait: (now, queue) => inQueue(queue).reduce((longest, { since }) => Math.max(longest, now - since), 0),
    hasMoved: (instance, since) => (movedAt.get(instance)?.at ?? -Infinity) >= since,
    settle(before) {
      for (const [instance, { at }] of movedAt) if (at < before) movedAt.delete(instance);
    },
    forget(customer) {
      for (const map of [items, movedAt]) for (const [key, one] of map) if (one.customer === customer) map.delete(key);
    },
  };
}

/** Who is queued again while they wait has waited since the first time. */
function takeWork(items: Map<string, Waiting>, { customer, at, told }: Extract<LogItem, { readonly kind: 'happened' }>): void {
  if (told === undefined || !('item' in told)) return;
  if (told.type === 'work.queued') items.set(told.item, { customer, queue: told.queue, since: items.get(told.item)?.since ?? at });
  else if (told.type !== 'work.transferred' && told.type !== 'work.missed') items.delete(told.item);
}
