import { z } from 'zod';
import { createOrchestrator, days, defineJourney, hours, minutes, seconds, type Orchestrator } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { serviceEvents } from 'throughline/insight';
import type { Deliver, Store } from 'throughline/ports';
import { defineIntents } from 'throughline/steering';
import type { TestClock } from 'throughline/testing';

export const begins = Date.UTC(2026, 0, 1);
export const ends = Date.UTC(2026, 3, 1);

const { setup } = defineJourney({
  id: 'care', version: 1, ttlMs: days(7), facts: {}, channels: { chat: ['text', 'inbound'] },
  events: { 'message.received': z.object({ text: z.string() }), ...serviceEvents },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
const care = setup({ delays: { patience: hours(2) } }).createMachine({
  context: {},
  initial: 'with a person',
  states: {
    'with a person': { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Somebody will be with you.' } }, on: { 'contact.ended': 'over' }, after: { patience: 'over' } },
    over: { type: 'final' },
  },
});

/** Throws the same dice in every run: a number from 0 up to 1. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** How the team works on a day: from February on two more agents answer, and in the middle of February everybody learns to mend outages. */
const agents = (day: number): number => (day < 31 ? 2 : 4);
const mends = (day: number): number => (day < 45 ? 0.55 : 0.97);

/** Lives the days from one to another, six customers a day. */
export async function liveDays(store: Store, clock: TestClock, { from, until }: { readonly from: number; readonly until: number }): Promise<void> {
  const dice = createDice(11 + from);
  let hear: Deliver = async () => {};
  const chat = {
    contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, inbound: true },
    async open(deliver: Deliver) { hear = deliver; },
    async send({ key }: { readonly key: string }) { return { status: 'sent', providerId: key } as const; },
    async close() {},
  } as const;
  const host: Orchestrator = createOrchestrator({
    journeys: [care], store, clock, channels: { chat }, timing: { pollMs: days(1) },
    intent: { table: defineIntents({ intents: { invoice: { share: 0.4 }, outage: { share: 0.4 } }, rules: [], floor: 0.5 }), classifier: createKeywordIntent({ intents: { invoice: { any: ['invoice'] }, outage: { any: ['internet'] } } }) },
  });
  await host.start();
  let told = 0;
  const tell = (customer: string, type: string, data: object): Promise<unknown> => host.accept({ id: `t${from} ${++told}`, source: 'desk', who: [`user:${customer}`], type, data });

  /** Answers whether the customer will come back. */
  async function contact(customer: string, intent: 'invoice' | 'outage', day: number): Promise<boolean> {
    const item = `w${from} ${++told}`;
    await hear([{ kind: 'message', id: `m${item}`, from: customer, text: intent === 'invoice' ? 'Is my invoice right?' : 'My internet is gone' }]);
    await tell(customer, 'work.queued', { item });
    await clock.advance(seconds(2 + Math.round((dice() * 80) / agents(day))));
    if (dice() < 0.15) {
      await tell(customer, 'work.abandoned', { item });
      return false;
    }
    await tell(customer, 'work.answered', { item, agent: `agent ${1 + Math.floor(dice() * agents(day))}` });
    await clock.advance(minutes(3));
    const isHelped = dice() < (intent === 'outage' ? mends(day) : 0.9);
    await tell(customer, 'contact.ended', { outcome: isHelped ? 'resolved' : 'unresolved', intent, channel: 'chat' });
    if (dice() < 0.1) await tell(customer, 'survey.answered', { survey: item, kind: 'csat', rating: isHelped ? 4 + Math.floor(dice() * 2) : 1 + Math.floor(dice() * 4) });
    return !isHelped && intent === 'outage';
  }

  let back: string[] = [];
  for (let day = from; day < until; day += 1) {
    clock.set(begins + days(day) + hours(9));
    const again = back;
    back = [];
    for (const customer of again) await contact(customer, 'outage', day);
    for (let n = 0; n < 6; n += 1) if (await contact(`c${day}-${n}`, n < 2 ? 'invoice' : 'outage', day)) back.push(`c${day}-${n}`);
  }
  clock.set(begins + days(until));
  await host.close();
}
