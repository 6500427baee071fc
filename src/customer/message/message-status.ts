import { z } from 'zod';

/**
 * How far a message we sent has come, each further than the one before. What arrived did arrive, so `delivered` outranks `failed` whichever
 * is told first, and no order of telling leads back. `replied`: the run that sent it took the customer's answer.
 */
export const messageStatuses = ['failed', 'delivered', 'read', 'clicked', 'replied'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** What is known of one message, and when that happened where the provider said so, epoch milliseconds. */
const messageStateSchema = z.object({ status: z.enum(messageStatuses), at: z.number().optional() });
export type MessageState = Readonly<z.output<typeof messageStateSchema>>;

/** The row beside a customer's state that keeps how far a message has come, by its effect's key. */
export const statusRow = (key: string): string => `receipt/${key}`;
export const writeMessageState = (state: MessageState): string => JSON.stringify(state);
/** Reads such a row; it was written by this library and committed by the store. */
export const readMessageState = (value: string): MessageState => messageStateSchema.parse(JSON.parse(value));

/** Asks whether a status says more than what is known. */
export const isFurther = (status: MessageStatus, known: MessageState | undefined): boolean => rank(status) > rank(known?.status);

/** The one of several that has come furthest. */
export const furthest = (states: readonly MessageState[]): MessageState | undefined => states.reduce<MessageState | undefined>((best, state) => (isFurther(state.status, best) ? state : best), undefined);

const rank = (status: MessageStatus | undefined): number => (status === undefined ? -1 : messageStatuses.indexOf(status));
