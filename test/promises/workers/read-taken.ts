import type { Store } from 'throughline/ports';

/** What the store took, in the order of its commits. */
export interface TakenLog {
  readonly events: readonly { readonly name: string; readonly lane: string }[];
  /** messages that were decided */
  readonly messages: readonly Decided[];
}
export interface Decided { readonly key: string; readonly lane: string; readonly channel: string; readonly text: string }

const pageSize = 1_000;

export async function readTaken(store: Store): Promise<TakenLog> {
  const events: { readonly name: string; readonly lane: string }[] = [];
  const messages: Decided[] = [];
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, pageSize);
    if (entries.length === 0) return { events, messages };
    after = next;
    for (const { kind, lane, body } of entries) {
      const { source, id, direction, key, channel, text } = JSON.parse(body) as { readonly [field: string]: string };
      if (kind === 'event') events.push({ name: `${source} ${id}`, lane });
      if (kind === 'interaction' && direction === 'out' && key !== undefined && channel !== undefined && text !== undefined) messages.push({ key, lane, channel, text });
    }
  }
}
