import type { Outbound, SendResult } from 'throughline/ports';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';

/** What stands outside of the host and outlives its processes: a channel's provider, the systems behind activities, and what each was asked. */
export class Outside {
  /** how the provider answers; a scenario may give it another mind meanwhile */
  answer: (message: Outbound, attempt: number) => SendResult = (message) => ({ status: 'sent', providerId: `p-${message.key}` });
  /** whether what was broken at first is mended */
  mended = false;
  readonly chat = createRecordingChannel((message, attempt) => this.answer(message, attempt));
  readonly #calls: { readonly key: string; readonly content: string }[] = [];

  /** Notes what a system was asked under a key; answers how often it was asked before. */
  called(key: string, what: unknown): number {
    return this.#calls.push({ key, content: JSON.stringify(what) }) - 1;
  }

  /** Every effect that came out, by key: how often, and each different content; in the order in which they came first. */
  effects(): ReadonlyMap<string, { readonly times: number; readonly contents: readonly string[] }> {
    const all = [...this.chat.sent.map((message) => ({ key: message.key, content: JSON.stringify(message) })), ...this.#calls];
    return new Map([...Map.groupBy(all, ({ key }) => key)].map(([key, same]) => [key, { times: same.length, contents: [...new Set(same.map(({ content }) => content))] }]));
  }
}
