import { minutes, seconds, type Receipt } from 'throughline';
import { createChance, type Chance } from './chance.js';
import { judge, type Judged } from './judge.js';
import type { Planted } from './planted.js';
import { Town, type Worker } from './town.js';

/** An event of the simulation, and whether anybody ever answered that it was taken. */
export interface Told { readonly id: string; readonly type: string; readonly data: object; readonly who: string; acknowledged: boolean }
/** What went wrong on the way; a simulation in which nothing did shows nothing. */
export interface Mishaps { deaths: number; freezes: number; failures: number; repeated: number; lostLeases: number; secondSends: number; merges: number }

/** What a history is made of. `merging`: customers become one and two again on the way. */
export interface History { readonly steps?: number; readonly planted?: Planted; readonly merging?: boolean }

const customers = ['user:ann', 'user:bob', 'user:cy'] as const;

/** One history, told by its seed: processes live, freeze, die and come back while events arrive at any of them; then all is calm, and it is judged. */
export async function simulate(seed: number, { steps = 40, planted, merging = false }: History = {}): Promise<Judged> {
  const chance = createChance(seed);
  const town = new Town(chance, planted);
  const story = new Story(town, chance);
  for (let n = 0; n < 3; n += 1) await town.open();
  await town.clock.advance(100);
  for (const who of customers) story.tell({ type: 'visit.began', data: {}, who });
  // what is put in before there is a basket is ignored
  await town.clock.advance(seconds(1));
  for (let step = 0; step < steps; step += 1) {
    await story.goOn();
    if (merging && chance.oneIn(8)) story.mergeOrPart();
  }
  await story.calmDown();
  return judge(town, story, { merging });
}

export class Story {
  readonly told: Told[] = [];
  readonly mishaps: Mishaps = { deaths: 0, freezes: 0, failures: 0, repeated: 0, lostLeases: 0, secondSends: 0, merges: 0 };
  #items = 0;

  constructor(readonly town: Town, readonly chance: Chance) {}

  async goOn(): Promise<void> {
    const { town, chance } = this;
    const worker = this.#anyone();
    switch (chance.below(12)) {
      case 0: this.#freeze(worker); break;
      case 1: this.#thaw(worker); break;
      case 2: await this.#die(worker); break;
      case 3: worker.trouble.next = chance.pick(['before', 'after']); break;
      case 4: this.#again(); break;
      case 5: await town.clock.advance(seconds(1 + chance.below(40))); break;
      case 6: this.tell({ type: 'order.placed', data: { order: `o${++this.#items}` }, who: chance.pick(customers) }); break;
      case 7: this.tell({ type: 'note.left', data: { text: 'x' }, who: chance.pick(customers) }); break;
      default: for (let n = 0; n <= chance.below(4); n += 1) this.tell({ type: 'item.added', data: { n: ++this.#items }, who: chance.pick(customers) });
    }
    await town.clock.advance(chance.below(400));
  }

  /** Somebody says that two are one, or that they are not; nobody minds where that cannot be. */
  mergeOrPart(): void {
    const { chance, town } = this;
    const worker = this.#anyone();
    const [one, other] = [chance.pick(customers), chance.pick(customers)];
    if (chance.oneIn(2)) worker.orchestrator.link(one, other, 'they said so').then(() => { this.mishaps.merges += 1; }, () => {});
    else for (const { lane, state } of town.data.lanes.values()) if (state.includes('"mergedInto"') && chance.oneIn(2)) worker.orchestrator.unlink(lane, 'a mistake').catch(() => {});
  }

  /** Somebody brings an event to some process, and may never hear of it again. */
  tell({ type, data, who }: Pick<Told, 'type' | 'data' | 'who'>): void {
    const told: Told = { id: `e${this.told.length}`, type, data, who, acknowledged: false };
    this.told.push(told);
    this.#bring(told);
  }

  /** All processes go on undisturbed, what nobody acknowledged is brought again, and everything is waited for. */
  async calmDown(): Promise<void> {
    const { town } = this;
    for (const worker of town.workers) {
      worker.trouble.next = undefined;
      this.#thaw(worker);
    }
    await town.clock.advance(minutes(2));
    for (const told of this.told) if (!told.acknowledged) this.#bring(told);
    await town.clock.advance(minutes(1));
    for (const told of this.told) if (!told.acknowledged) this.#bring(told);
    await town.clock.advance(minutes(10));
    for (const { trouble, told } of town.workers) {
      this.mishaps.failures += trouble.seen.failed;
      this.mishaps.lostLeases += told.lost;
    }
    this.mishaps.secondSends = town.heard.length - new Set(town.heard.map(({ key }) => key)).size;
  }

  #again(): void {
    const told = this.told[this.chance.below(this.told.length)];
    if (told === undefined) return;
    this.mishaps.repeated += 1;
    this.#bring(told);
  }

  #bring(told: Told): void {
    const { id, type, data, who } = told;
    const taken = (receipt: Receipt): void => { if (receipt.status !== 'busy') told.acknowledged = true; };
    this.#anyone().orchestrator.accept({ id, type, data, who: [who], source: 'shop' }).then(taken, () => {});
  }

  #anyone(): Worker {
    const living = this.town.workers.filter(({ trouble }) => !trouble.dead);
    const worker = living[this.chance.below(living.length)];
    if (worker === undefined) throw new Error('somebody always lives');
    return worker;
  }

  #freeze({ trouble }: Worker): void {
    if (trouble.gate !== undefined) return;
    this.mishaps.freezes += 1;
    trouble.gate = Promise.withResolvers();
  }

  #thaw({ trouble }: Worker): void {
    trouble.gate?.resolve();
    trouble.gate = undefined;
  }

  async #die(worker: Worker): Promise<void> {
    this.mishaps.deaths += 1;
    worker.trouble.dead = true;
    this.#thaw(worker);
    await this.town.open();
  }
}
