import { JourneyError, minutes, seconds, type Orchestrator } from 'throughline';
import type { Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { createBench, patiently, toIncoming, type Bench } from '../../orchestrator/door/bench.js';
import type { Home } from '../../orchestrator/door/homes.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import type { Chance } from '../simulation/chance.js';
import { secret, texts } from './secrets.js';

/** Somebody who must see what is theirs, and nothing else. All tenants have customers of the same names. */
export interface Owner { readonly tenant: string; readonly customer: string }

const tenants = ['t1', 't2', 't3'] as const;
const customers = ['c1', 'c2', 'c3', 'c4'] as const;
/** one in so many operations is followed by a while in which what waits gets done */
const restEvery = 20;
const canaryOf = ({ tenant, customer }: Owner): string => `canary-${tenant}-${customer}`;

export interface Seen {
  /** canaries that came out where they must not, a sentence each */
  readonly foreign: string[];
  /** canaries that came out where they may; one who sees none looks at nothing */
  own: number;
  /** calls that were refused or broke, whose words were looked through */
  errors: number;
  readonly findings: readonly string[];
}

export interface Watching {
  readonly operations: number;
  /** how many are under way at one moment; 1 */
  readonly atOnce?: number;
  /** a bug, between the library and its store */
  readonly around?: (store: Store) => Store;
  /** ends what disturbs the store, before all is looked through */
  readonly calmDown?: () => Promise<void>;
}

/** Does random things for random customers of several tenants, and looks through all that comes out anywhere. */
export async function watchCanaries(home: Home, chance: Chance, { operations, atOnce = 1, around = (store) => store, calmDown = async () => {} }: Watching): Promise<Seen> {
  const aviary = new Aviary(home, chance, around, restEvery * atOnce);
  for (let n = 0; n < operations; n += atOnce) await Promise.all(Array.from({ length: Math.min(atOnce, operations - n) }, (_, at) => aviary.do(n + at)));
  await calmDown();
  return aviary.end();
}

class Aviary {
  readonly #seen = { foreign: [] as string[], own: 0, errors: 0 };
  readonly #owners = new Map<string, Owner>();
  readonly #bench: Bench;

  constructor(readonly home: Home, readonly chance: Chance, around: (store: Store) => Store, readonly restEvery: number) {
    const chat = createRecordingChannel(({ key }) => (chance.oneIn(9) ? { status: 'refused', code: 'NoSuchNumber' } : { status: 'sent', providerId: `p-${key}` }));
    this.#bench = createBench(home, { journeys: [secret], texts, chat, around, tenants: 'several' });
    for (const type of ['event.answered', 'event.parked', 'journey.started', 'journey.ended', 'message.sent', 'effect.dead', 'effect.dropped'] as const) {
      // ids, codes and times only
      this.#bench.orchestrator.on(type, (what) => this.#look(type, { ...what, receipt: undefined }, undefined));
    }
  }

  async do(n: number): Promise<void> {
    const { chance } = this;
    const owner = { tenant: chance.pick(tenants), customer: chance.pick(customers) };
    const { what, ask } = this.#operation(n, owner);
    try {
      this.#look(what, await patiently(this.#bench.clock, this.#insist(ask)), owner);
    } catch (error) {
      if (!JourneyError.is(error)) throw error;
      this.#seen.errors += 1;
      this.#look(`the error of ${what}`, [error.message, error.facts, error.code], undefined);
    }
    if (chance.oneIn(this.restEvery)) await this.#bench.settle(chance.pick([seconds(1), minutes(10)]));
  }

  async end(): Promise<Seen> {
    await this.#bench.settle(minutes(30));
    for (const { to, text, key } of this.#bench.chat.sent) this.#look('a message', [to, text], { tenant: key.split('/')[0] ?? '', customer: to });
    for (const { tenant, lane, body } of await this.#bench.log()) this.#look('the log', body, this.#owners.get(`${tenant}/${lane}`));
    await patiently(this.#bench.clock, this.#bench.orchestrator.close());
    const store = this.home.store();
    await store.open({ worker: 'audit' });
    const { findings } = await verify(store);
    this.#look('the audit', findings, undefined);
    return { ...this.#seen, findings };
  }

  #operation(n: number, owner: Owner): { readonly what: string; readonly ask: (orchestrator: Orchestrator) => Promise<unknown> } {
    const { tenant } = owner;
    const name = { tenant, customer: `user:${owner.customer}` };
    const tell = (type: string, data: object) => ({ what: type, ask: (orchestrator: Orchestrator) => this.#tell(orchestrator, owner, { id: `e${n}`, type, data }) });
    const note = canaryOf(owner);
    switch (this.chance.below(13)) {
      case 0: case 1: return tell('secret.begun', { note });
      case 2: case 3: return tell('secret.told', { note });
      case 4: return tell('secret.broke', { note });
      case 5: return tell('customer.updated', { name: note });
      case 6: return tell('web.viewed', { page: `/${note}` });
      case 7: return tell('secret.told', { note: [note, Number.NaN] });
      case 8: return { what: 'explain', ask: (orchestrator) => orchestrator.explain(name) };
      case 9: return { what: 'briefing', ask: (orchestrator) => orchestrator.briefing(name) };
      case 10: return { what: 'timeline', ask: (orchestrator) => orchestrator.timeline(name) };
      case 11: return { what: 'list', ask: (orchestrator) => orchestrator.list({ kind: this.chance.pick(['parked', 'dead', 'instance']), tenant }).then((page) => this.#look('list', page, { tenant })) };
      default: return { what: 'redrive', ask: (orchestrator) => orchestrator.redrive({ journey: 'secret', tenant }) };
    }
  }

  async #tell(orchestrator: Orchestrator, owner: Owner, said: { readonly id: string; readonly type: string; readonly data: object }): Promise<unknown> {
    const receipt = await orchestrator.accept(toIncoming({ ...said, tenant: owner.tenant, who: [`user:${owner.customer}`] }));
    if (receipt.customer !== undefined) this.#owners.set(`${owner.tenant}/${receipt.customer}`, owner);
    return receipt;
  }

  /** Who is told to try again does. */
  async #insist(ask: (orchestrator: Orchestrator) => Promise<unknown>): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(this.#bench.orchestrator);
      } catch (error) {
        if (!JourneyError.is(error, 'StoreUnavailable') || tries === 9) throw error;
      }
    }
  }

  /** Nobody's canary may be in it but the owner's; where there is none, no canary at all. */
  #look(what: string, out: unknown, owner: Partial<Owner> | undefined): void {
    for (const [canary, tenant, customer] of JSON.stringify(out ?? null).matchAll(/canary-(t\d)-(c\d)/g)) {
      if (owner !== undefined && owner.tenant === tenant && (owner.customer === undefined || owner.customer === customer)) this.#seen.own += 1;
      else this.#seen.foreign.push(`${canary} in ${what} of ${owner?.tenant ?? 'nobody'} ${owner?.customer ?? ''}`);
    }
  }
}
