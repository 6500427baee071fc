import { JourneyError, minutes } from 'throughline';
import type { Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { auditCustomers } from '../../audit/audit-customers.js';
import { auditFile } from '../../audit/audit-file.js';
import { createBench, hung, patiently, toIncoming, type Bench, type BenchOptions } from '../../orchestrator/door/bench.js';
import type { Home } from '../../orchestrator/door/homes.js';
import type { FailingStore } from '../../orchestrator/store/failing-store.js';
import { endOf } from './end-of.js';
import { Outside } from './outside.js';
import type { Scenario, Step } from './scenario.js';

/** What is left of a telling, and what is the same in every one of them. */
export interface Told {
  /** how everything stands for each customer, what is parked and what is dead, without times */
  readonly end: unknown;
  /** every accepted event as the log holds it, `<source> <id>`, sorted */
  readonly events: readonly string[];
  /** what became of each event: the answer to the same event once more */
  readonly fates: { readonly [event: string]: unknown };
  /** by key, what went out; how often is free */
  readonly effects: { readonly [key: string]: readonly string[] };
  /** the order in which each recipient was written to */
  readonly order: { readonly [to: string]: readonly string[] };
  /** what an audit finds wrong with the store, and with its file where there is one */
  readonly wrong: readonly string[];
}

/** How a scenario is told: on which store, and what is put between it and the library. */
export interface Way {
  readonly home: Home;
  readonly kind: { readonly storeMs: number; readonly patienceMs: number };
  readonly failing: FailingStore;
  /** a planted bug: sits between the library and the store that fails */
  readonly planted?: (store: Store) => Store;
}

/** Tells a scenario as a host would live it: who was not answered asks again, a dead process is followed by another one, and in the end the host is restarted. */
export async function tellScenario(scenario: Scenario, way: Way): Promise<{ readonly told: Told; readonly outside: Outside; readonly resent: number }> {
  const telling = new Telling(scenario, way);
  for (const step of scenario.steps) await telling.take(step);
  await telling.passes(minutes(30));
  await telling.restart();
  await telling.passes(minutes(30));
  const fates = await telling.sayAllAgain();
  const bench = telling.bench;
  const told = { ...await endOf(bench, scenario.who), fates, ...sentBy(telling.outside) };
  await patiently(bench.clock, bench.orchestrator.close());
  return { told: { ...told, wrong: await wrongIn(way.home) }, outside: telling.outside, resent: [...telling.outside.effects().values()].filter(({ times }) => times > 1).length };
}

async function wrongIn(home: Home): Promise<readonly string[]> {
  const { file } = home;
  const inFile = file === undefined ? [] : [...auditFile(file), ...auditCustomers(file)];
  const store = home.store();
  await store.open({ worker: 'audit' });
  return [...inFile, ...(await verify(store)).findings];
}

const mostTries = 6;

class Telling {
  readonly outside = new Outside();
  readonly #options: BenchOptions;
  #restarted = false;
  bench: Bench;

  constructor(readonly scenario: Scenario, readonly way: Way) {
    const { planted = (store: Store) => store, failing, kind, home } = way;
    const { timing = {}, ...host } = scenario.host(this.outside);
    this.#options = { chat: this.outside.chat, timing: { pollMs: minutes(10), storeMs: kind.storeMs, drainMs: 10, ...timing }, ...host };
    this.bench = createBench(home, { ...this.#options, around: (store) => planted(failing.around(store)) });
  }

  async take(step: Step): Promise<void> {
    if (step.kind === 'waits') return this.passes(step.ms);
    const act = (): Promise<unknown> => (step.kind === 'asks' ? step.ask(this.bench, this.outside) : Promise.all(step.said.map((said) => this.bench.orchestrator.accept(toIncoming(said)))));
    await this.#untilAnswered(act);
    await this.bench.settle(100);
  }

  async passes(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= minutes(1)) {
      await this.bench.settle(Math.min(left, minutes(1)));
      if (this.way.failing.isDead() && !this.#restarted) await this.restart();
    }
  }

  /** the process dies, where it has not yet, and the next one begins; nothing fails any more */
  async restart(): Promise<void> {
    this.#restarted = true;
    this.way.failing.kill();
    await this.way.home.die();
    // what could not begin because its store did not answer is begun once more
    await this.#begin().catch((error: unknown) => (JourneyError.is(error, 'StoreUnavailable') ? this.#begin() : Promise.reject(error)));
  }

  async #begin(): Promise<void> {
    this.bench = createBench(this.way.home, this.#options);
    await patiently(this.bench.clock, this.bench.orchestrator.start());
  }

  /** brings each event once more: the answer is what became of it the first time */
  async sayAllAgain(): Promise<Told['fates']> {
    const said = this.scenario.steps.flatMap((step) => (step.kind === 'says' ? step.said : []));
    const fates: Record<string, unknown> = {};
    for (const event of said) fates[`${event.source ?? 'shop'} ${event.id}`] = fateOf(await this.#untilAnswered(() => this.bench.orchestrator.accept(toIncoming(event))));
    await this.bench.settle(minutes(1));
    return fates;
  }

  async #untilAnswered<T>(act: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const answer = await patiently(this.bench.clock, act(), this.way.kind.patienceMs).then((value) => ({ value }), (error: unknown) => ({ error }));
      if ('value' in answer) return answer.value;
      // only what a host is told to try again is tried again
      if (JourneyError.is(answer.error) && !JourneyError.is(answer.error, 'StoreUnavailable')) throw answer.error;
      if (tries === mostTries) throw new Error('nobody ever answers', { cause: answer.error });
      if (!this.#restarted && (this.way.failing.isDead() || answer.error === hung)) await this.restart();
    }
  }
}

function fateOf(receipt: Awaited<ReturnType<Bench['orchestrator']['accept']>>): unknown {
  if (receipt.status !== 'duplicate') return `not known: ${receipt.status}`;
  const { first } = receipt;
  return { status: first?.status, reason: first?.reason, instances: first?.instances };
}

function sentBy(outside: Outside): Pick<Told, 'effects' | 'order'> {
  const order = Map.groupBy(outside.chat.sent, (message) => message.to);
  return {
    effects: Object.fromEntries([...outside.effects()].map(([key, { contents }]) => [key, contents])),
    order: Object.fromEntries([...order].map(([to, messages]) => [to, [...new Set(messages.map(({ key }) => key))]])),
  };
}

