import { JourneyError } from '../errors/index.js';
import type { Clock } from '../ports/clock.js';

/** Calls an adapter and gives up after `ms`: its signal aborts, and a result that comes later is nobody's. Anything it throws, also not an Error, comes out as a rejection. */
export function callWithTimeOut<T>(clock: Clock, ms: number, closing: AbortSignal, call: (signal: AbortSignal) => Promise<T> | T): Promise<T> {
  const abort = new AbortController();
  const onClosing = (): void => abort.abort(closing.reason);
  closing.addEventListener('abort', onClosing, { once: true });
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      const late = new JourneyError('Timeout', `No answer within ${ms} ms`, { limit: ms });
      abort.abort(late);
      reject(late);
    });
    abort.signal.addEventListener('abort', () => { cancel(); reject(abort.signal.reason); }, { once: true });
    Promise.resolve().then(() => call(abort.signal)).then(resolve, reject).finally(cancel);
  }).finally(() => closing.removeEventListener('abort', onClosing));
}
