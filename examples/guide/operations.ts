import { hours, JourneyError, type Incoming, type Orchestrator, type Reentry } from 'throughline';

/** The ways to enter again, as `entry.reentry` says them. */
export const reentries: readonly Reentry[] = [
  { mode: 'never' },
  { mode: 'after-exit' },
  { mode: 'after-cool-down', coolDownMs: hours(24) },
  { mode: 'per-key' },
  { mode: 'restart' },
];

/** Hands an event over and says whether the sender is done with it. */
export async function hand(host: Orchestrator, event: Incoming & { readonly data: object }): Promise<{ readonly done: boolean; readonly againInMs?: number }> {
  try {
    const receipt = await host.accept(event);
    return receipt.status === 'busy' ? { done: false, againInMs: receipt.retryAfterMs } : { done: true };
  } catch (error) {
    // the outcome is not known: the same event again, under the same id
    if (JourneyError.is(error, 'StoreUnavailable')) return { done: false, againInMs: 5_000 };
    throw error;
  }
}

/** What a person at a desk can look up. */
export async function lookUp(host: Orchestrator, who: string) {
  const { journeys, ended } = await host.explain(who);
  const { profile, interactions } = await host.briefing(who);
  const [newest] = await host.timeline(who, { limit: 1 });
  const older = newest === undefined ? [] : await host.timeline(who, { before: newest.position, limit: 20 });
  return { journeys, ended, profile, interactions, newest, older };
}

/** What somebody who is still learning the work sees before hello. */
export async function greet(host: Orchestrator, who: string) {
  const { who: known, promises } = await host.briefing(who, { role: 'trainee' });
  return { kind: known.kind, because: known.because, promises };
}

/** After a mistake was corrected: everything of a journey that was kept, then what could not be delivered. */
export async function tryAgain(host: Orchestrator, journey: string): Promise<number> {
  const { done } = await host.redrive({ journey });
  let after: string | undefined;
  do {
    const page = await host.list({ kind: 'dead', ...(after !== undefined && { after }) });
    for (const { id } of page.items) await host.redrive({ dead: id });
    after = page.next;
  } while (after !== undefined);
  return done.length;
}

/** Ends one run for a customer who asked for it. */
export async function endRun(host: Orchestrator, who: string): Promise<void> {
  const [run] = (await host.explain(who)).journeys;
  if (run !== undefined) await host.cancel(run.instance, { reason: 'asked to stop' });
}

/** A quiet hour: nothing goes out, nobody is lost. */
export async function quietly(host: Orchestrator, work: () => Promise<void>): Promise<void> {
  await host.pause('parcel-return', { entries: 'hold', effects: 'hold' });
  await work();
  await host.resume('parcel-return');
}
