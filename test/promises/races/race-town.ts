import { createOrchestrator, seconds, type AnyJourney, type Orchestrator, type Receipt } from 'throughline';
import type { Change, LogEntry } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import { errand, texts } from './errand.js';

/** An event that somebody told, and what they heard of it. */
export interface Told { readonly n: number; readonly type: string; readonly who: string; receipt?: Receipt }

/** Processes on one store that come and go while customers speak to any of them. `spoil`: a bug, done to each change. */
export class RaceTown {
  readonly clock = createTestClock(1_800_000_000_000);
  readonly data = createMemoryData();
  readonly told: Told[] = [];
  readonly seen = { cancelled: 0, handedOver: 0, published: 0, paused: 0 };
  #newest = 1;
  #workers: Orchestrator[] = [];

  constructor(readonly spoil: (change: Change) => Change = (change) => change) {}

  async open(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) this.#workers.push(await this.#start());
  }

  /** Somebody tells something to a process and does not wait for the answer. */
  tell(type: string, who: string, at: number): void {
    const told: Told = { n: this.told.length, type, who };
    this.told.push(told);
    this.#bring(told, at);
  }

  /** Somebody tells once more what was told before. */
  again(which: number, at: number): void {
    const told = this.told[which % Math.max(1, this.told.length)];
    if (told !== undefined) this.#bring(told, at);
  }

  /** A person ends what runs, whatever is under way. */
  async cancel(who: string, at: number): Promise<void> {
    const worker = this.#worker(at);
    const { items } = await worker.list({ kind: 'instance' });
    const state = [...this.data.lanes.values()].find(({ state: text }) => text.includes(`"user:${who}"`))?.state ?? '';
    const run = items.find(({ id }) => state.includes(`"id":"${id}"`));
    if (run !== undefined) worker.cancel(run.id, { reason: 'a person said so' }).then(() => { this.seen.cancelled += 1; }, () => {});
  }

  /** A process pauses the journey, or lets it go on; the others hear of it when they look. */
  pause(at: number): void {
    this.#worker(at).pause('errand').then(() => { this.seen.paused += 1; }, () => {});
  }

  resume(at: number): void {
    this.#worker(at).resume('errand').catch(() => {});
  }

  /** A process leaves, and what it had in hand goes to the others and to who comes in its place. */
  handOver(at: number): void {
    // somebody always works
    if (this.#workers.length === 1) return;
    const worker = this.#worker(at);
    this.#workers = this.#workers.filter((other) => other !== worker);
    this.seen.handedOver += 1;
    void worker.close();
    void this.#start().then((next) => this.#workers.push(next));
  }

  /** The next processes know a newer version beside the old ones. */
  publish(): void {
    this.#newest += 1;
    this.seen.published += 1;
  }

  /** Everybody who was not answered says it again, and all comes to its end. */
  async calmDown(): Promise<void> {
    await this.clock.advance(seconds(60));
    this.resume(0);
    await this.clock.advance(seconds(60));
    for (let tries = 0; tries < 5 && this.told.some(({ receipt }) => receipt === undefined); tries += 1) {
      for (const told of this.told) if (told.receipt === undefined) this.#bring(told, tries);
      await this.clock.advance(seconds(60));
    }
    // what waits for hours is one process's to find: three that look for it every few seconds would take most of the time of the proof
    await this.#leave(this.#workers.splice(1));
    await this.clock.advance(seconds(7_300));
  }

  async close(): Promise<{ readonly log: readonly LogEntry[]; readonly parked: readonly string[]; readonly findings: readonly string[] }> {
    await this.#leave(this.#workers);
    const store = createMemoryStore({ clock: this.clock, data: this.data });
    await store.open({ worker: 'audit' });
    return { log: (await store.scan(0, 100_000)).entries, parked: (await store.list({ kind: 'parked', limit: 100_000 })).items.map(({ id }) => id), findings: (await verify(store)).findings };
  }

  async #leave(workers: readonly Orchestrator[]): Promise<void> {
    const closing = Promise.all(workers.map((worker) => worker.close()));
    await this.clock.advance(seconds(20));
    await closing;
  }

  #bring(told: Told, at: number): void {
    const event = { id: `e${told.n}`, source: 'test', type: told.type, data: { n: told.n }, who: [`user:${told.who}`] };
    this.#worker(at).accept(event).then((receipt) => { if (receipt.status !== 'busy') told.receipt ??= receipt.status === 'duplicate' && receipt.first !== undefined ? receipt.first : receipt; }, () => {});
  }

  #worker(at: number): Orchestrator {
    const worker = this.#workers[at % this.#workers.length];
    if (worker === undefined) throw new Error('nobody works');
    return worker;
  }

  async #start(): Promise<Orchestrator> {
    const sound = createMemoryStore({ clock: this.clock, data: this.data, shared: { leaseMs: seconds(30) } });
    const store = { ...sound, commit: (batch: readonly Change[]) => sound.commit(batch.map(this.spoil)) };
    const journeys: readonly AnyJourney[] = Array.from({ length: this.#newest }, (_, at) => errand(at + 1));
    const orchestrator = createOrchestrator({ journeys, clock: this.clock, store, texts, channels: { chat: createRecordingChannel() }, timing: { pollMs: seconds(5) } }) as unknown as Orchestrator;
    await orchestrator.start();
    return orchestrator;
  }
}
