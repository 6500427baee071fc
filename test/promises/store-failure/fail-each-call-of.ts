import { expect } from 'vitest';
import type { Store } from 'throughline/ports';
import type { Home } from '../../orchestrator/door/homes.js';
import { otherKinds, tellingKinds } from '../../orchestrator/store/fail-each-call.js';
import { createFailingStore, type FailingStore } from '../../orchestrator/store/failing-store.js';
import type { Scenario } from './scenario.js';
import { tellScenario, type Told } from './tell-scenario.js';

/** One way in which a call goes wrong, and who gives it up first. */
export interface Trouble {
  readonly failure: string;
  readonly storeMs: number;
  readonly patienceMs: number;
  /** stands before a store of this home, and the n-th call meets it */
  readonly at: (home: Home, n: number) => FailingStore;
}

/** Every way in which a call of any store goes wrong; as many as there are of them meet a call one after the other. */
export const kinds: readonly Trouble[] = [...tellingKinds, ...otherKinds].map(({ failure, storeMs, patienceMs }) => ({ failure, storeMs, patienceMs, at: ({ clock }, n) => createFailingStore(clock, n, failure) }));

/** Which calls fail, each in which ways. */
export interface Failures {
  readonly make: () => Home | Promise<Home>;
  /** the ways in which the n-th call goes wrong, each in a telling of its own; none: it is passed over */
  readonly of: (n: number) => readonly Trouble[];
  readonly planted?: (store: Store) => Store;
}

/** Tells a scenario once for each call of its store and each way in which that may fail, and holds it against the calm telling; answers how many tellings there were. */
export async function failEachCallOf(scenario: Scenario, { make, of, planted }: Failures): Promise<{ readonly tellings: number; readonly resent: number }> {
  const { calls, calm } = await tellCalm(scenario, make);
  const sum = { tellings: 0, resent: 0 };
  for (let n = 1; n <= calls; n += 1) {
    for (const kind of of(n)) {
      const because = `call ${n} of ${calls} ${kind.failure}, given up after ${kind.storeMs} ms, its host after ${kind.patienceMs} ms`;
      const { told, resent } = await tellSpoilt(scenario, make, { n, kind, because, planted });
      expect(told, because).toEqual(calm);
      sum.tellings += 1;
      sum.resent += resent;
    }
  }
  return sum;
}

interface Spoilt { readonly n: number; readonly kind: Trouble; readonly because: string; readonly planted: Failures['planted'] | undefined }

async function tellSpoilt(scenario: Scenario, make: Failures['make'], { n, kind, because, planted }: Spoilt): ReturnType<typeof tellScenario> {
  const home = await make();
  try {
    return await tellScenario(scenario, { home, kind, failing: kind.at(home, n), ...(planted !== undefined && { planted }) });
  } catch (error) {
    throw new Error(because, { cause: error });
  } finally {
    await home.remove();
  }
}

/** The telling in which nothing fails, and how many calls it made. */
export async function tellCalm(scenario: Scenario, make: Failures['make']): Promise<{ readonly calls: number; readonly calm: Told }> {
  const home = await make();
  const [kind] = kinds;
  if (kind === undefined) throw new Error('no kinds');
  const failing = kind.at(home, 0);
  const { told: calm, outside } = await tellScenario(scenario, { home, kind, failing });
  await home.remove();
  scenario.isAbout(calm, outside);
  expect(calm.wrong).toEqual([]);
  expect(new Set(calm.events).size, 'an event is in the log twice').toBe(calm.events.length);
  return { calls: failing.calls(), calm };
}
