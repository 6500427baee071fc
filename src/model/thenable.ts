/** Asks whether a value is a Promise or behaves as one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Lets a Promise that nobody wants end quietly: left alone, its rejection would end the process. */
export const letEnd = (promise: PromiseLike<unknown>): void => void promise.then(undefined, () => undefined);
