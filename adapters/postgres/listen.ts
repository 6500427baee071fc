import { Client, type ClientConfig, type QueryConfig } from 'pg';
import type { SchemaName } from './schema-name.js';

/** A connection that stays open and hears what workers of one schema tell. */
export interface Ear { end(): Promise<void> }

/** Milliseconds. */
export interface Listening {
  /** a connection, and each answer on it, may take so long; default 10,000 */
  readonly answerMs?: number;
  /** so often it is asked whether it is still there; default 30,000 */
  readonly askMs?: number;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Listens until it is ended; a connection that breaks, falls silent or cannot be had is tried again, each time a little later, and counts as heard
 * once it is there: something may have been missed.
 */
export function listen(config: ClientConfig, schema: SchemaName, heard: () => void, { answerMs = 10_000, askMs = 30_000 }: Listening = {}): Ear {
  let client: Client | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;
  let waitMs = firstWaitMs;
  let ended = false;
  const retry = (broken: Client): void => {
    if (broken !== client) return;
    client = undefined;
    clearInterval(asking);
    void leave(broken, answerMs);
    if (ended) return;
    again = setTimeout(() => void begin(), waitMs);
    again.unref();
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };
  const begin = async (): Promise<void> => {
    const made = new Client({ keepAlive: true, connectionTimeoutMillis: answerMs, ...config });
    client = made;
    made.on('error', () => retry(made));
    made.on('end', () => retry(made));
    made.on('notification', ({ payload }) => { if (payload === schema.name) heard(); });
    try {
      await made.connect();
      await ask(made, 'LISTEN throughline', answerMs);
    } catch {
      return retry(made);
    }
    if (made !== client) return;
    waitMs = firstWaitMs;
    // a line that is dead sounds like one on which nobody tells anything
    asking = setInterval(() => void ask(made, 'SELECT', answerMs).catch(() => retry(made)), askMs);
    asking.unref();
    heard();
  };
  void begin();
  return {
    async end() {
      ended = true;
      clearTimeout(again);
      clearInterval(asking);
      const last = client;
      client = undefined;
      if (last !== undefined) await leave(last, answerMs);
    },
  };
}

async function ask(client: Client, text: string, withinMs: number): Promise<void> {
  const question: QueryConfig & { readonly query_timeout: number } = { text, query_timeout: withinMs };
  await client.query(question);
}

/** With a question that is not answered `pg` waits for no good-bye, which would not come either. */
async function leave(client: Client, withinMs: number): Promise<void> {
  await ask(client, 'SELECT', withinMs).catch(forgive);
  await client.end().catch(forgive);
}

// nothing stands on a hint: whoever is not told looks by themselves
function forgive(): void {}
