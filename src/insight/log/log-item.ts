import type { ServiceEvent } from './service-event.js';

/** One entry of the log, as `scan` and `history` of a store give it. */
export interface LoggedEntry { readonly tenant: string; readonly lane: string; readonly position: number; readonly kind: string; readonly at: number; readonly body: string }

interface Place {
  readonly customer: string;
  /** of its entry: an entry that is read twice counts once */
  readonly position: number;
  /** when it happened by the figures' reckoning, epoch milliseconds */
  readonly at: number;
}

/** One run that went from one set of states to another; states as paths, joined by `+` where several are active. `version` is absent in logs of releases that did not write it. */
export interface RunMove { readonly instance: string; readonly journey: string; readonly version?: number; readonly from?: string; readonly to: string }

/** The customer was heard, or a message to them went into the outbox. */
export interface Contact extends Place { readonly kind: 'heard' | 'said'; readonly thread: string; readonly channel: string; /** the event by which they were heard */ readonly event?: string; /** of a message to them: names it in what a provider tells of it */ readonly key?: string; /** of a message to them: it only says that their word came */ readonly acknowledgement?: true }

/** Something happened: what it meant, which runs it moved, and what a service event tells. */
export interface Happened extends Place {
  readonly kind: 'happened';
  readonly event?: string;
  readonly intent?: string;
  /** how the customer sounded, -1 to 1, where a classifier says so */
  readonly sentiment?: number;
  readonly moves?: readonly RunMove[];
  readonly told?: ServiceEvent;
  /** it said of itself to have happened later than it was accepted */
  readonly skewed?: true;
}

/** The customer looked at a page, or a provider told of a message on a channel. */
export interface Noticed extends Place { readonly kind: 'viewed' | 'delivered' | 'opened' | 'clicked' | 'failed'; /** of a view its event type, else the channel */ readonly what: string; /** of which message it was told */ readonly key?: string }

/** What one entry of the log says to the figures: plain JSON. */
export type LogItem = Contact | Happened | Noticed;
