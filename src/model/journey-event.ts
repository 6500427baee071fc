import { z } from 'zod';
import type { HeardIntent } from './intent-reading.js';

/** An event type's data where there is none to tell. */
export const noData = z.object({}).strict() as z.ZodType<NoData>;
/** No fields at all; readable in compiler messages, which `z.object({})` is not. */
export interface NoData { readonly [none: string]: never }

/** Where an event came through. */
export interface Via { readonly channel: string; readonly conversation?: string }

/** Where a contact came through, and which of the customer's conversations over all channels it belongs to. */
export interface Contact extends Via { readonly thread?: string }

/** What a machine sees: one shape from door to door. */
export interface JourneyEvent<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
  /** when it was accepted, store's clock */
  readonly at: number;
  readonly via?: Contact;
  /** what the customer wants with this contact, where the host reads intents: `event.intent?.name`, which only a sure one has */
  readonly intent?: HeardIntent;
  /** a system says it, or a person whose identity was proven in this contact */
  readonly verified?: true;
  /** it happened before something of the same message that was heard earlier */
  readonly late?: true;
}
export type EventSchemas = { readonly [type: string]: z.ZodType<object> };
export type EventsOf<E extends EventSchemas> = { [K in keyof E & string]: JourneyEvent<K, z.output<E[K]>> }[keyof E & string];
/** Event data by type: what hovers show. */
export type EventData<E extends EventSchemas> = { [K in keyof E]: z.output<E[K]> } & {};
