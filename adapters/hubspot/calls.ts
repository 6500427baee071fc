import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import type { HubSpotClient } from './hubspot-client.js';
import type { HubSpotSettings } from './hubspot-crm-config.js';

/** Makes one call of HubSpot's client, once; rejects with `CrmFailed`, or with the signal's reason as soon as nobody waits any more. */
export type Calls = <T>(make: (crm: HubSpotClient['crm']) => Promise<T>) => Promise<T>;

/** Calls that end with a signal. A token that has run out is renewed once, for all calls that find it so. */
export function createCalls({ client, renewToken }: Pick<HubSpotSettings, 'client' | 'renewToken'>): (signal: AbortSignal) => Calls {
  let renewals = 0;
  let renewing: Promise<void> | undefined;
  // a call that met the old token after another one had it renewed is only made again
  const renew = async (since: number): Promise<void> => {
    if (renewToken === undefined || renewals > since) return;
    renewing ??= renewToken().then((token) => { client.setAccessToken(token); renewals += 1; }).finally(() => { renewing = undefined; });
    await renewing;
  };
  return (signal) => async (make) => {
    const since = renewals;
    try {
      return await unlessAborted(signal, () => make(client.crm));
    } catch (error) {
      if (renewToken === undefined || readAnswer(error)?.code !== 401) throw toFailure(error, signal);
    }
    try {
      await unlessAborted(signal, () => renew(since));
      return await unlessAborted(signal, () => make(client.crm));
    } catch (error) {
      throw toFailure(error, signal);
    }
  };
}

/** What a call gave, or nothing where HubSpot has no such object. */
export async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (JourneyError.is(error, 'CrmFailed') && error.facts['status'] === 404) return undefined;
    throw error;
  }
}

/** The client cannot be told to stop: whoever waits goes, and what the call still does there is found by its key. */
function unlessAborted<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    call().then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const answerSchema = z.object({ code: z.number(), body: z.unknown().optional(), headers: z.record(z.string(), z.string()).catch({}) });
const bodySchema = z.object({ category: z.string().regex(/^[A-Z_]{1,60}$/).optional().catch(undefined), policyName: z.string().optional().catch(undefined) });

const readAnswer = (error: unknown): z.output<typeof answerSchema> | undefined => answerSchema.safeParse(error).data;

/** The vendor's own error stays the cause; its words may hold personal data and go to the host's log alone. */
function toFailure(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || JourneyError.is(error)) return error;
  const answer = readAnswer(error);
  if (answer === undefined) return new JourneyError('CrmFailed', 'HubSpot could not be reached, or its answer not be read.', { crm: 'hubspot' }, error);
  const { category, policyName } = bodySchema.safeParse(bodyOf(answer.body)).data ?? {};
  const wait = answer.code === 429 ? waitOf(answer.headers, policyName) : undefined;
  return new JourneyError('CrmFailed', `HubSpot answered with the status ${answer.code}.`, {
    crm: 'hubspot', status: answer.code, ...(category !== undefined && { category }), ...(wait !== undefined && { retryAfterMs: wait }),
  }, error);
}

/** The client hands over the body of an error as it came. */
function bodyOf(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return undefined;
  }
}

const hourMs = 3_600_000;

/** How long the vendor asks us to wait: by its header, else by the window of the limit that was met; a day's limit is asked about again in an hour. */
function waitOf(headers: { readonly [name: string]: string }, policy: string | undefined): number {
  if (policy === 'DAILY') return hourMs;
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds) && seconds > 0) return Math.min(seconds * 1_000, hourMs);
  const windowMs = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
  return Number.isFinite(windowMs) && windowMs > 0 ? Math.min(windowMs, hourMs) : 1_000;
}
