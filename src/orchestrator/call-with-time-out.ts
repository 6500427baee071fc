import { JourneyError } from '../errors/index.js';
import type { Clock } from '../ports/clock.js';

/** What an adapter is given with its call. */
export interface CallIo { readonly signal: AbortSignal }
/** Makes one call and gives up after `ms`: its signal aborts, and a result that comes later is nobody's. */
export type CallWithTimeOut = <T>(ms: number, call: (io: CallIo) => Promise<T>) => Promise<T>;

/** Calls that end when they answer, when their time is over, or when `closing` aborts, which all of them hear through one listener. */
export function createCallWithTimeOut(clock: Clock, closing: AbortSignal): CallWithTimeOut {
  const underWay = new Set<(error: unknown) => void>();
  closing.addEventListener('abort', () => { for (const giveUp of underWay) giveUp(closing.reason); }, { once: true });
  return (ms, call) => new Promise((resolve, reject) => {
    const abort = new AbortController();
    const end = (): void => {
      cancel();
      underWay.delete(giveUp);
    };
    const giveUp = (error: unknown): void => {
      end();
      abort.abort(error);
      reject(error);
    };
    const cancel = clock.after(ms, () => giveUp(new JourneyError('Timeout', `No answer within ${ms} ms`, { limit: ms })));
    underWay.add(giveUp);
    call({ get signal() { return abort.signal; } }).then((value) => { end(); resolve(value); }, (error: unknown) => { end(); reject(error); });
  });
}
