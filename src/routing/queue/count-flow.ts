import type { WorkItem } from '../../model/work-item.js';

/** What became of the contacts that waited on the line of one queue: `offered` is always the sum of the four others. */
export interface QueueFlow {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** gone elsewhere: another queue, a callback, an answer in writing, the bot */
  readonly flowedOut: number;
  readonly waiting: number;
}

/** The flow of each queue by its name. */
export type QueueFlows = { readonly [queue: string]: QueueFlow };

const none: QueueFlow = { offered: 0, answered: 0, abandoned: 0, flowedOut: 0, waiting: 0 };

/** Counts one step of one contact in; `before` is absent for one that has just come. */
export function countFlow(flows: QueueFlows, before: WorkItem | undefined, after: WorkItem): QueueFlows {
  const [from, to] = [before === undefined ? undefined : lineOf(before), lineOf(after)];
  if (from === to) return flows;
  const left = from === undefined ? flows : changed(flows, from, { waiting: -1, [outcomeOf(after)]: 1 });
  return to === undefined ? left : changed(left, to, { offered: 1, waiting: 1 });
}

/** the queue on whose line a contact waits; a call that is promised is no line */
const lineOf = ({ queue, life }: WorkItem): string | undefined => ((life.status === 'waiting' || life.status === 'offered') && life.kind === 'live' ? queue : undefined);

function outcomeOf({ life }: WorkItem): 'answered' | 'abandoned' | 'flowedOut' {
  if (life.status === 'assigned') return 'answered';
  return life.status === 'ended' && life.because === 'abandoned' ? 'abandoned' : 'flowedOut';
}

function changed(flows: QueueFlows, queue: string, by: Partial<QueueFlow>): QueueFlows {
  const flow = Object.hasOwn(flows, queue) ? (flows[queue] ?? none) : none;
  const sum = (part: keyof QueueFlow): number => flow[part] + (by[part] ?? 0);
  return { ...flows, [queue]: { offered: sum('offered'), answered: sum('answered'), abandoned: sum('abandoned'), flowedOut: sum('flowedOut'), waiting: sum('waiting') } };
}
