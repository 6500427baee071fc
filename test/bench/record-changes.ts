import { createMemoryStore } from 'throughline/testing';
import type { Change, Store } from 'throughline/ports';
import { entrance, visit, type VisitStep } from './bench-journey.js';
import { driveLibrary } from './throughline.js';

/** What the library hands its store for one customer's way, as text. */
export interface RecordedChanges {
  ofStep(step: VisitStep): string;
  /** of the answer that follows a step which asks */
  readonly ofAnswer: string;
}

/** Leads one customer in and once around, on a store in memory with that clock, and writes down what is committed. */
export async function recordChanges(now = () => Date.now()): Promise<RecordedChanges> {
  const taken: string[] = [];
  const customer = driveLibrary(withEar(createMemoryStore({ durableOk: true, clock: { now } }), (text) => taken.push(text)));
  const texts = new Map<VisitStep, string>();
  let ofAnswer = '';
  for (const step of [entrance, ...visit]) {
    await customer.bring(0, step);
    texts.set(step, taken.shift() ?? '');
    if (step.asks) {
      await customer.answer(0);
      ofAnswer = taken.shift() ?? '';
    }
  }
  await customer.close();
  return { ofAnswer, ofStep: (step) => texts.get(step) ?? '' };
}

/** Marks of effects are left out: they wait for the next event and say little. */
function withEar(store: Store, hear: (text: string) => void): Store {
  const isEvent = (change: Change): boolean => change.expect >= 0;
  return { ...store, commit: (batch) => { for (const change of batch.filter(isEvent)) hear(JSON.stringify(change)); return store.commit(batch); } };
}
