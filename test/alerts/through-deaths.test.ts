import { expect, test } from 'vitest';
import { createOrchestrator, days, defineJourney, minutes, type Orchestrator } from 'throughline';
import { alertEvents, createAlertWatch, type AlertTold, type AlertWatch } from 'throughline/alerts';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { fullSize } from '../full-size.js';

const { setup } = defineJourney({
  id: 'team', version: 1, ttlMs: days(30), facts: {}, channels: {}, events: alertEvents, entry: { on: ['alert.raised'], reentry: { mode: 'after-exit' } },
});
const team = setup({}).createMachine({ context: {}, initial: 'told', states: { told: { on: { 'alert.cleared': 'over' } }, over: { type: 'final' } } });

/** One morning in a queue that is twice too long, seen by processes that die one after the other. */
class Morning {
  readonly clock = createTestClock(1_800_000_000_000);
  readonly data = createMemoryData();
  readonly heard: AlertTold[] = [];
  commits = 0;
  #host: Orchestrator | undefined;
  #watch: AlertWatch | undefined;

  /** `diesAt`: the commit at which the process ends, before the store has it or right after */
  constructor(readonly diesAt: number, readonly after: boolean) {}

  /** fences whoever is there, as a process that has died is */
  #die(): void {
    for (const epoch of this.data.workers.keys()) this.data.workers.set(epoch, -Infinity);
  }

  #store(): Store {
    const store = createMemoryStore({ clock: this.clock, data: this.data });
    return {
      ...store,
      commit: async (batch) => {
        this.commits += 1;
        const isLast = this.commits === this.diesAt;
        if (isLast && !this.after) this.#die();
        const outcomes = await store.commit(batch);
        if (!isLast || !this.after) return outcomes;
        this.#die();
        throw new Error('the process is gone');
      },
    };
  }

  async #open(): Promise<{ readonly host: Orchestrator; readonly watch: AlertWatch }> {
    const host = createOrchestrator({ journeys: [team], store: this.#store(), clock: this.clock, timing: { pollMs: days(365), storeMs: minutes(1) } });
    const watch = createAlertWatch({ everyMs: days(1), alerts: [{ id: 'long', of: { live: 'waiting' }, when: 'above', threshold: 1, holdMs: minutes(2), who: 'team:care' }, { id: 'longer', of: { live: 'waiting' }, when: 'above', threshold: 2, who: 'team:lead' }] });
    watch.on((told) => void this.heard.push(told));
    [this.#host, this.#watch] = [host, watch];
    await watch.open(host);
    return { host, watch };
  }

  /** does something with whoever is alive; where they die of it the next one does it again */
  async #with(work: (alive: { readonly host: Orchestrator; readonly watch: AlertWatch }) => Promise<unknown>): Promise<void> {
    for (let lives = 0; lives < 3; lives += 1) {
      try {
        const alive = this.#host !== undefined && this.#watch !== undefined ? { host: this.#host, watch: this.#watch } : await this.#open();
        await work(alive);
        return;
      } catch {
        const [host, watch] = [this.#host, this.#watch];
        [this.#host, this.#watch] = [undefined, undefined];
        void watch?.close().catch(() => {});
        void host?.close().catch(() => {});
        await this.clock.advance(100);
      }
    }
    throw new Error('three lives were not enough');
  }

  async live(): Promise<void> {
    const tell = (type: string, item: string): Promise<void> => this.#with(({ host }) => host.accept({ id: `${type} ${item}`, source: 'desk', who: [`user:${item}`], type, data: { item, agent: 'ann' } } as unknown as Parameters<typeof host.accept>[0]));
    const look = (): Promise<void> => this.#with(({ watch }) => watch.look());
    for (let round = 0; round < 2; round += 1) {
      for (const item of ['a', 'b', 'c']) await tell('work.queued', `${item}${round}`);
      for (let n = 0; n < 4; n += 1) {
        await look();
        this.clock.set(1_800_000_000_000 + minutes(10 * round + n + 1));
      }
      for (const item of ['a', 'b', 'c']) await tell('work.answered', `${item}${round}`);
      await look();
      await look();
    }
    await this.#watch?.close();
    await this.#host?.close();
  }

  /** what journeys were told, as it stands in the log */
  async written(): Promise<readonly string[]> {
    const store = createMemoryStore({ clock: this.clock, data: this.data });
    await store.open({ worker: 'reader' });
    const { entries } = await store.scan(0, 1_000);
    await store.close();
    return entries.filter(({ kind }) => kind === 'event').map(({ body }): { readonly source: string; readonly type: string; readonly data: { readonly alert?: string } } => JSON.parse(body)).filter(({ source }) => source === 'alerts').map(({ type, data }) => `${data.alert} ${type}`);
  }
}

const expected = ['longer alert.raised', 'long alert.raised', 'long alert.cleared', 'longer alert.cleared'];

test('however often a process dies, at whatever commit, journeys hear each alert once, in its turn, and listeners hear of each', async () => {
  const calm = new Morning(0, false);
  await calm.live();
  expect(await calm.written()).toEqual([...expected, ...expected]);
  expect(calm.heard).toHaveLength(8);
  expect(calm.commits).toBeGreaterThan(20);
  for (const after of [false, true]) {
    for (let diesAt = 1; diesAt <= calm.commits; diesAt += fullSize ? 1 : 3) {
      const morning = new Morning(diesAt, after);
      await morning.live();
      expect(await morning.written(), `died ${after ? 'after' : 'before'} commit ${diesAt}`).toEqual([...expected, ...expected]);
      const told = morning.heard.map(({ alert, news, at }) => `${alert} ${news} ${at}`);
      // once more only where the process died while it told
      expect(new Set(told).size).toBe(8);
      expect(told.length).toBeLessThanOrEqual(10);
    }
  }
});
