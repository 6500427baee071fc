import { setTimeout as sleep } from 'node:timers/promises';

/** What the kit itself throws where an adapter gives no answer, so that no case takes it for the adapter's. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(what: string, ms: number) {
    super(`${what}: nothing within ${ms} ms`);
  }
}

/** Waits for an adapter's answer, and says what is missing where none comes in time. */
export async function within<T>(ms: number, what: string, work: Promise<T> | T): Promise<T> {
  const patience = new AbortController();
  const late = sleep(ms, undefined, { signal: patience.signal }).then(() => { throw new NoAnswer(what, ms); });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => {});
    patience.abort();
  }
}

/** Asks again and again until the answer is there. */
export async function until<T>(ms: number, what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = performance.now() + ms; ; await sleep(2)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new NoAnswer(what, ms);
  }
}
