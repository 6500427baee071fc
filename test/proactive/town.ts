import { onTestFinished } from 'vitest';
import { createOrchestrator, days, type Orchestrator } from 'throughline';
import { createMemoryData, createMemoryStore, createTestClock, verify, type TestClock } from 'throughline/testing';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { outage } from './outage.js';

export type Host = Orchestrator<readonly [typeof outage]>;

/** Several lives of one host on one store. */
export function createTown(start?: number) {
  const [clock, data, chat] = [createTestClock(start), createMemoryData(), createRecordingChannel()];
  /** a process; it dies without a word when the next one is opened */
  const life = (): Host => createOrchestrator({ journeys: [outage], clock, store: createMemoryStore({ clock, data }), channels: { chat }, texts: { words: ({ words }) => String(words) }, timing: { pollMs: days(365) } });
  const open = (): Host => {
    const host = life();
    onTestFinished(() => host.close());
    return host;
  };
  const findings = async (): Promise<readonly string[]> => {
    const store = createMemoryStore({ clock, data });
    await store.open({ worker: 'auditor' });
    return (await verify(store)).findings;
  };
  return { clock, chat, data, open, life, findings, told: () => chat.sent.map(({ to }) => to).toSorted() };
}

/** Lets time pass until something has ended. */
export async function patiently<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  const ended = { yet: false };
  void work.then(() => { ended.yet = true; }, () => { ended.yet = true; });
  while (!ended.yet) await clock.advance(100);
  return work;
}
