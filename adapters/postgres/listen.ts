import { Client, type ClientConfig } from 'pg';
import type { SchemaName } from './schema-name.js';

/** A connection that stays open and hears what workers of one schema tell. */
export interface Ear { end(): Promise<void> }

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/** Listens until it is ended; a connection that breaks or cannot be had is tried again, each time a little later, and counts as heard once it is there: something may have been missed. */
export function listen(config: ClientConfig, schema: SchemaName, heard: () => void): Ear {
  let client: Client | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let waitMs = firstWaitMs;
  let ended = false;
  const retry = (broken: Client): void => {
    if (broken !== client) return;
    client = undefined;
    void broken.end().catch(forgive);
    if (ended) return;
    again = setTimeout(() => void begin(), waitMs);
    again.unref();
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };
  const begin = async (): Promise<void> => {
    const made = new Client({ keepAlive: true, connectionTimeoutMillis: firstWaitMs * 10, ...config });
    client = made;
    made.on('error', () => retry(made));
    made.on('end', () => retry(made));
    made.on('notification', ({ payload }) => { if (payload === schema.name) heard(); });
    try {
      await made.connect();
      await made.query('LISTEN throughline');
      waitMs = firstWaitMs;
      if (!ended) heard();
    } catch {
      retry(made);
    }
  };
  void begin();
  return {
    async end() {
      ended = true;
      clearTimeout(again);
      const last = client;
      client = undefined;
      await last?.end().catch(forgive);
    },
  };
}

// nothing stands on a hint: whoever is not told looks by themselves
function forgive(): void {}
