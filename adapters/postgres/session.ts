import { JourneyError } from '../../src/errors/index.js';
import type { StoreOpened } from '../../src/ports/index.js';
import { booleanOf, numberOf, textOf } from './column.js';
import type { Connection } from './connection.js';

/** One open worker: how it speaks with the database, its epoch there, and the salt of its dedupe keys. */
export interface Session {
  readonly connection: Connection;
  readonly epoch: number;
  readonly salt: string;
  /** ends the renewal and gives back at once what this worker holds */
  end(): Promise<void>;
}

/** how often in a lease a worker is renewed, and looks after the others */
const looks = 6;

/** Enters this worker among the living, buries the dead, and goes on doing both; the server's clock alone says who is which. */
export async function beginSession(connection: Connection, { worker, leaseMs }: { readonly worker: string; readonly leaseMs: number }): Promise<{ readonly session: Session; readonly opened: StoreOpened }> {
  const [row = {}] = await connection.call('open_1', [worker, leaseMs]);
  const epoch = numberOf(row, 'opened');
  const renewal = keepRenewing(connection, epoch, leaseMs);
  const session = {
    connection, epoch, salt: textOf(row, 'salted'),
    async end() {
      // one that is under way renews nothing any more once the good-bye is said
      renewal.end();
      // a worker that cannot say good-bye is buried when its time is over
      await connection.call('close_1', [epoch]).catch(forgive);
    },
  };
  return { session, opened: { epoch, position: numberOf(row, 'reached'), unfinished: numberOf(row, 'unfinished') } };
}

function keepRenewing(connection: Connection, epoch: number, leaseMs: number): { readonly end: () => void } {
  let underWay: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    // a connection that fell silent must leave time to try another before the lease is over
    const [row = {}] = await connection.call('renew_1', [epoch, leaseMs], (leaseMs / looks) * 2);
    if (!booleanOf(row, 'renew_1')) clearInterval(timer);
  };
  const timer = setInterval(() => {
    underWay ??= renew().catch(forgive).finally(() => { underWay = undefined; });
  }, leaseMs / looks);
  timer.unref();
  return { end: () => clearInterval(timer) };
}

// the next renewal tries again; where none succeeds in time, the server fences this worker
function forgive(error: unknown): void {
  if (!JourneyError.is(error)) throw error;
}
