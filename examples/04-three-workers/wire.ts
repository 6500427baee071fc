/** What the three workers and the program that started them say to one another. */
import type { Receipt } from 'throughline';

/** An event of a customer, or the question where they are. */
export type Asked =
  | { readonly ask: 'accept'; readonly id: string; readonly type: 'order.placed' | 'order.paid'; readonly who: string; readonly data: object }
  | { readonly ask: 'where'; readonly who: string };

export type ToWorker = { readonly kind: 'asked'; readonly n: number; readonly asked: Asked } | { readonly kind: 'sms went out'; readonly key: string };
export type FromWorker =
  | { readonly kind: 'open' }
  | { readonly kind: 'answered'; readonly n: number; readonly answer: Receipt['status'] | readonly string[] }
  | { readonly kind: 'sms'; readonly key: string; readonly to: string; readonly text: string };
