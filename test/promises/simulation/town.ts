import { createOrchestrator, seconds, type AnyJourney, type Orchestrator } from 'throughline';
import type { Outbound, SendResult } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify, type Verified } from 'throughline/testing';
import { reminder, tally, texts } from '../../orchestrator/door/journeys.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import type { Chance } from './chance.js';
import type { Planted } from './planted.js';
import { noTrouble, troubled, type Trouble } from './troubled-store.js';

/** One process of the simulation. */
export interface Worker { readonly orchestrator: Orchestrator; readonly trouble: Trouble; readonly told: { readonly lost: number } }

const [leaseMs, pollMs] = [seconds(30), seconds(5)];

/** What all processes share: the store, the clock, and the phones outside, which hear everything that any of them sends. */
export class Town {
  readonly clock = createTestClock(1_800_000_000_000);
  readonly data = createMemoryData();
  readonly heard: Outbound[] = [];
  readonly workers: Worker[] = [];

  constructor(readonly chance: Chance, readonly planted?: Planted) {}

  async open(): Promise<Worker> {
    const trouble = noTrouble();
    const sound = createMemoryStore({ clock: this.clock, data: this.data, shared: { leaseMs } });
    const store = troubled(this.planted?.wrap(sound, this.chance) ?? sound, trouble);
    const chat = createRecordingChannel((message) => this.#send(message, trouble));
    const orchestrator = createOrchestrator({ journeys: [tally, reminder] as readonly AnyJourney[], clock: this.clock, store, texts, channels: { chat }, timing: { pollMs, storeMs: seconds(8) } }) as unknown as Orchestrator;
    const told = { lost: 0 };
    orchestrator.on('fault', ({ code }) => { if (code === 'LeaseLost') told.lost += 1; });
    const worker = { orchestrator, trouble, told };
    this.workers.push(worker);
    void orchestrator.start().catch(() => {});
    return worker;
  }

  /** Most messages arrive; some are refused for now, and of some nobody says what became of them. */
  #send(message: Outbound, { dead }: Trouble): SendResult | Promise<SendResult> {
    if (dead) return new Promise(() => {});
    if (this.chance.oneIn(6)) return { status: 'retry' };
    this.heard.push(message);
    return this.chance.oneIn(8) ? new Promise(() => {}) : { status: 'sent', providerId: message.key };
  }

  /** Opens the store afresh, as an auditor does. */
  async audit(): Promise<Verified> {
    const store = createMemoryStore({ clock: this.clock, data: this.data });
    await store.open({ worker: 'audit' });
    return verify(store);
  }
}
