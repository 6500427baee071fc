import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, hours, minutes, type Orchestrator } from 'throughline';
import { createContactRules, type ContactRules } from 'throughline/policy';
import type { Outbound, SendResult } from 'throughline/ports';
import { expectAllAccountedFor } from '../audit/accounted-for.js';
import { runsOf } from '../full-size.js';
import { patiently } from '../orchestrator/door/bench.js';
import { homes, sharedHomes, type Home } from '../orchestrator/door/homes.js';
import { createPool } from '../orchestrator/pool.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { offering } from '../orchestrator/contact/offers.js';
import { inRuns } from './workers/in-runs.js';

/** What happens around one customer; each begins before the one before it has ended, unless time passes. */
type Act = { readonly do: 'offer' | 'survey' | 'bill' | 'stop' | 'agree' | 'redrive' } | { readonly do: 'pass'; readonly ms: number };
/** how the channel answers, call by call; what is not said is sent */
type Answer = 'sent' | 'retry' | 'refused' | 'broken';
interface Life { readonly acts: readonly Act[]; readonly answers: readonly Answer[] }

const { setup } = defineJourney({
  id: 'goodbye', version: 1, ttlMs: days(1), events: { 'message.stopped': z.object({ channel: z.string() }) }, facts: {},
  channels: { sms: ['text'] }, entry: { on: ['message.stopped'], reentry: { mode: 'after-exit' } },
});
/** Says once that no more messages come. */
const goodbye = setup({}).createMachine({
  context: {}, initial: 'said',
  states: { said: { type: 'final', entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', text: 'No more messages.' } } } },
});

/** What went wrong for a customer: begun after a stop, or confirmed another number of times than it was asked for. */
class Witness {
  readonly faults: string[] = [];
  /** a stop was acknowledged, and nobody has begun to say otherwise since */
  stopped = false;
  /** stops that changed something */
  stops = 0;
  confirmed = new Set<string>();
  answers: Answer[] = [];
  offers = 0;
  spoken: Promise<void> = Promise.resolve();

  take({ key, text }: Outbound): SendResult {
    if (text.startsWith('Offer')) this.offers += 1;
    if (text === 'No more messages.') this.confirmed.add(key);
    else if (text !== 'Your bill' && this.stopped) this.faults.push(`'${text}' was begun after a stop`);
    const answer = text === 'No more messages.' ? 'sent' : this.answers.shift() ?? 'sent';
    if (answer === 'broken') throw new Error('line is down');
    if (answer === 'refused') return { status: 'refused', code: 'no' };
    return answer === 'retry' ? { status: 'retry', retryAfterMs: minutes(1) } : { status: 'sent', providerId: `p-${key}` };
  }
}

/** One host for all lives, each with a customer of its own. */
class Shop {
  readonly witnesses = new Map<string, Witness>();
  readonly channel = Object.assign(createRecordingChannel((message) => this.witnesses.get(message.to)?.take(message) ?? { status: 'refused', code: 'unknown' }), { identityNamespace: 'phone', capabilities: { text: true, inbound: true } as const });
  readonly orchestrator: Orchestrator;
  #said = 0;

  constructor(readonly home: Home, rules: ContactRules) {
    const open = (pollMs: number): Orchestrator => createOrchestrator({
      journeys: [offering('cart'), offering('news'), goodbye], clock: home.clock, store: home.store(), texts: { offer: 'An offer' }, contact: rules,
      channels: { sms: this.channel, email: Object.assign(createRecordingChannel(), { identityNamespace: 'email' }) }, timing: { pollMs, retryAttempts: 3 },
    });
    this.orchestrator = home.workers === undefined ? open(days(365)) : createPool(Array.from({ length: home.workers }, () => open(minutes(1))));
    this.orchestrator.on('fault', () => undefined);
  }

  async live({ acts, answers }: Life): Promise<Witness> {
    const phone = `+4915${String(100_000_000 + this.witnesses.size)}`;
    const witness = new Witness();
    this.witnesses.set(phone, witness);
    witness.answers = [...answers];
    await patiently(this.home.clock, this.say(phone, 'offers.began').then(() => this.say(phone, 'consent.given', { channel: 'sms', purpose: 'marketing' })));
    const pending: Promise<unknown>[] = [];
    for (const act of acts) pending.push(this.obey(phone, witness, act));
    await patiently(this.home.clock, Promise.all(pending), days(1));
    await this.home.clock.advance(minutes(10));
    return witness;
  }

  async obey(phone: string, witness: Witness, act: Act): Promise<void> {
    switch (act.do) {
      case 'pass': return this.home.clock.advance(act.ms);
      case 'stop': case 'agree':
        // one after the other, at different times: of two at one moment nobody could say what stands
        witness.spoken = witness.spoken.then(() => this.home.clock.advance(1)).then(() => (act.do === 'stop' ? this.stop(phone, witness) : this.agree(phone, witness)));
        return witness.spoken;
      case 'redrive': return this.redrive(phone);
      default: await this.say(phone, `${act.do}.due`);
    }
  }

  async agree(phone: string, witness: Witness): Promise<void> {
    witness.stopped = false;
    await this.say(phone, 'consent.given', { channel: 'sms', purpose: '*' });
  }

  async stop(phone: string, witness: Witness): Promise<void> {
    if (!witness.stopped) witness.stops += 1;
    await this.channel.hear({ kind: 'message', id: `m${++this.#said}`, from: phone, text: 'STOP' });
    // acknowledged: from here on nothing begins
    witness.stopped = true;
  }

  async redrive(phone: string): Promise<void> {
    const { items } = await this.orchestrator.list({ kind: 'dead', limit: 1_000 });
    const { customer } = await this.orchestrator.explain(`phone:${phone}`);
    for (const { id, customer: owner } of items) if (owner === customer) await this.orchestrator.redrive({ dead: id }).catch(() => undefined);
  }

  say(phone: string, type: string, data: object = {}): Promise<unknown> {
    return this.orchestrator.accept({ id: `e${++this.#said}`, source: 'shop', type, data, who: [`phone:${phone}`] });
  }
}

const someAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Act>({ do: 'offer' }, { do: 'offer' }, { do: 'survey' }, { do: 'bill' }) },
  { weight: 2, arbitrary: fc.constant<Act>({ do: 'stop' }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ do: 'agree' }, { do: 'redrive' }, { do: 'redrive' }) },
  { weight: 3, arbitrary: fc.constantFrom(1, 200, minutes(1), minutes(3), hours(1)).map((ms): Act => ({ do: 'pass', ms })) },
);
const someLife: fc.Arbitrary<Life> = fc.record({
  acts: fc.array(someAct, { minLength: 2, maxLength: 12 }),
  answers: fc.array(fc.constantFrom<Answer>('sent', 'retry', 'retry', 'refused', 'broken'), { maxLength: 8 }),
});

const rules = createContactRules({ caps: [{ name: 'five a day', most: 5, window: { kind: 'rolling', ms: days(1) } }] });
/** the rules of somebody who asks about consent when a message is decided, and never again */
const askedOnce: ContactRules = { ...rules, decide: (customer, asked) => (asked.decidedAt === undefined ? rules.decide(customer, asked) : { verdict: 'send', checks: [] }) };
const inMemory = runsOf({ ci: 150, full: 80_000 });
/** each of them waits for a disk */
const inFile = runsOf({ ci: 30, full: 20_000 });
const byThree = runsOf({ ci: 30, full: 20_000 });

/** of a shop with more customers each takes longer: what waits and what is dead is looked through again and again */
const perShop = 200;

describe.each([...homes, ...sharedHomes])('kept %s', (place, make) => {
  const runs = { 'in memory': inMemory, 'in a SQLite file': inFile }[place] ?? byThree;
  const inShop = async (given: ContactRules, work: (shop: Shop) => Promise<void>): Promise<void> => {
    const home = make();
    const shop = new Shop(home, given);
    try {
      await shop.orchestrator.start();
      await work(shop);
      await shop.orchestrator.close();
      await expectAllAccountedFor(home);
    } finally {
      await shop.orchestrator.close();
      await home.remove();
    }
  };

  test('no offer and no survey begins after a stop was acknowledged, whatever is tried again, and each stop is confirmed once', async () => {
    let offers = 0;
    for (const lives of inRuns(runs, perShop)) {
      await inShop(rules, (shop) => fc.assert(fc.asyncProperty(someLife, async (life) => {
        const witness = await shop.live(life);
        offers += witness.offers;
        expect(witness.faults).toEqual([]);
        expect(witness.confirmed.size, 'confirmations').toBe(witness.stops);
      }), { numRuns: lives, endOnFailure: true }));
    }
    expect(offers).toBeGreaterThan(runs / 2);
  });

  test('the proof notices a consent that is asked for only when a message is decided', async () => {
    const faults: string[] = [];
    await inShop(askedOnce, async (shop) => {
      for (const life of fc.sample(someLife, perShop)) {
        faults.push(...(await shop.live(life)).faults);
        if (faults.length > 0) break;
      }
    });
    expect(faults[0]).toMatch(/was begun after a stop$/);
  });
});
