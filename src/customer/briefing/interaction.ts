import type { DataClass } from '../../model/data-class.js';
import type { Purpose } from '../../model/effect.js';
import type { LogEntry } from '../../ports/store.js';

/** A part that is known and not shown to this role: its name and class, and no value. */
export interface Withheld { readonly name: string; readonly dataClass: DataClass }

/** One message or call, in or out, on any channel, or a page that was looked at. */
export interface Interaction {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly channel: string;
  /** the thread on this channel */
  readonly conversation?: string;
  /** the conversation over all channels */
  readonly thread?: string;
  readonly text?: string;
  /** of one that came in: the event's type */
  readonly type?: string;
  /** of one that came in: the event's id */
  readonly event?: string;
  /** of one that went out: its effect key */
  readonly key?: string;
  readonly purpose?: Purpose;
  readonly buttons?: readonly string[];
  /** of one that was to go out and did not: why */
  readonly suppressed?: string;
  readonly instance?: string;
  /** of web behaviour */
  readonly page?: string;
  readonly title?: string;
  /** what this role does not see */
  readonly withheld?: readonly Withheld[];
}

/** Reads one interaction of the log. */
export const readInteraction = (entry: Pick<LogEntry, 'at' | 'body'>): Interaction => ({ at: entry.at, ...(JSON.parse(entry.body) as Omit<Interaction, 'at'>) });
