import { createOrchestrator, days, type Receipt } from 'throughline';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import type { AnyJourney } from 'throughline';
import { createRecordingChannel } from './recording-channel.js';

export const startOfTime = 1_800_000_000_000;

/** A host on the memory store and a simulated clock, with what its adapters were asked to do. It never polls, so that a wake-up that is missing shows. `more` overrides any option. */
export function createHost(journeys: readonly AnyJourney[], more: Record<string, unknown> = {}) {
  const clock = createTestClock(startOfTime);
  const data = createMemoryData();
  const chat = createRecordingChannel();
  let n = 0;
  const told: { readonly type: string; readonly what: unknown }[] = [];
  const open = () => createOrchestrator({ journeys, clock, store: createMemoryStore({ clock, data }), channels: { chat }, timing: { pollMs: days(365) }, ...more } as Parameters<typeof createOrchestrator>[0]);
  const host = {
    clock, chat, told, data,
    orchestrator: open(),
    /** as after a crash: another owner on the same data */
    reopen() { host.orchestrator = open(); },
    /** one event of a customer, with an id of its own */
    say: (customer: string, type: string, data: object = {}, id = `e${++n}`): Promise<Receipt> =>
      host.orchestrator.accept({ id, source: 'test', type, data, who: [`user:${customer}`], via: { channel: 'chat' } } as never),
    texts: () => chat.sent.map((message) => message.text),
    listen(...types: Parameters<typeof host.orchestrator.on>[0][]) { for (const type of types) host.orchestrator.on(type, (what) => told.push({ type, what })); },
    /** lets what was decided be performed */
    settle: () => clock.advance(200),
  };
  return host;
}
