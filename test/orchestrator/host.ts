import { createOrchestrator, days, minutes, type AnyJourney, type Orchestrator, type OrchestratorEvents, type OrchestratorOptions, type Receipt } from 'throughline';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { createPool, workersOfTests } from './pool.js';
import { createRecordingChannel } from './recording-channel.js';

export const startOfTime = 1_800_000_000_000;

/** What a test changes of the host. */
type More = Partial<OrchestratorOptions<readonly AnyJourney[]>>;

/**
 * A host on the memory store and a simulated clock, with what its adapters were asked to do. It never polls, so that a wake-up that is
 * missing shows.
 */
export class TestHost {
  readonly clock = createTestClock(startOfTime);
  readonly data = createMemoryData();
  readonly told: { readonly type: string; readonly what: unknown }[] = [];
  orchestrator: Orchestrator;
  #said = 0;

  constructor(readonly journeys: readonly AnyJourney[], readonly chat = createRecordingChannel(), readonly more: More = {}) {
    this.orchestrator = this.#open();
  }

  #open(): Orchestrator {
    const open = (shared: { readonly shared?: { readonly leaseMs: number } } = {}): Orchestrator => {
      const store = createMemoryStore({ clock: this.clock, data: this.data, ...shared });
      return createOrchestrator({ journeys: this.journeys, clock: this.clock, store, channels: { chat: this.chat }, ...this.more, timing: { pollMs: days(365), ...this.more.timing, ...('shared' in shared && { pollMs: minutes(1) }) } });
    };
    return workersOfTests === 1 ? open() : createPool(Array.from({ length: workersOfTests }, () => open({ shared: { leaseMs: days(1_000) } })));
  }

  /** as after a crash: another owner on the same data */
  reopen(): void {
    for (const epoch of this.data.workers.keys()) this.data.workers.set(epoch, -Infinity);
    this.orchestrator = this.#open();
  }

  /** one event of a customer, with an id of its own */
  say(customer: string, type: string, data: object = {}, id = `e${++this.#said}`): Promise<Receipt> {
    return this.orchestrator.accept({ id, source: 'test', type, data, who: [`user:${customer}`], via: { channel: 'chat' } });
  }

  texts(): readonly string[] {
    return this.chat.sent.map((message) => message.text);
  }

  listen(...types: (keyof OrchestratorEvents)[]): void {
    for (const type of types) this.orchestrator.on(type, (what) => this.told.push({ type, what }));
  }

  /** lets what was decided be performed */
  settle(): Promise<void> {
    return this.clock.advance(200);
  }
}

export const createHost = (journeys: readonly AnyJourney[], chat?: ReturnType<typeof createRecordingChannel>, more?: More): TestHost => new TestHost(journeys, chat, more);
