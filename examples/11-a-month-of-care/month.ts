import { createOrchestrator, days, hours, minutes, seconds, type Orchestrator } from 'throughline';
import type { Deliver, Store } from 'throughline/ports';
import type { createTestClock } from 'throughline/testing';
import { care, classifier, table } from './care.js';

export const begins = Date.UTC(2026, 2, 2);

/** Throws the same dice in every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** Thirty days of forty customers a week who ask about invoices and outages: the bot is good at invoices, and bad at outages, for which people come back. */
export async function liveAMonth(store: Store, clock: ReturnType<typeof createTestClock>): Promise<void> {
  const dice = createDice(7);
  let hear: Deliver = async () => {};
  const chat = {
    contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, inbound: true },
    async open(deliver: Deliver) { hear = deliver; },
    async send({ key }: { readonly key: string }) { return { status: 'sent', providerId: key } as const; },
    async close() {},
  } as const;
  const host: Orchestrator = createOrchestrator({ journeys: [care], store, clock, channels: { chat }, intent: { table, classifier } });
  await host.start();
  let told = 0;
  const tell = (customer: string, type: string, data: object): Promise<unknown> => host.accept({ id: `t${++told}`, source: 'desk', who: [`user:${customer}`], type, data });
  const ask = (customer: string, text: string): Promise<unknown> => hear([{ kind: 'message', id: `m${++told}`, from: customer, text }]);

  const contact = async (customer: string, intent: 'invoice' | 'outage'): Promise<void> => {
    await ask(customer, intent === 'invoice' ? 'Is my invoice right?' : 'My internet is gone');
    await clock.advance(minutes(3));
    const isHelped = dice(100) < (intent === 'invoice' ? 85 : 30);
    if (!isHelped) {
      await tell(customer, 'work.queued', { item: `w${told}`, queue: 'care' });
      const item = `w${told - 1}`;
      await clock.advance(seconds(5 + dice(60)));
      if (dice(10) === 0) return void await tell(customer, 'work.abandoned', { item });
      await tell(customer, 'work.answered', { item, agent: `agent ${1 + dice(2)}` });
      if (dice(3) === 0) await tell(customer, 'effort.noted', { what: 'repeat' });
      await clock.advance(minutes(4));
      await tell(customer, 'work.ended', { item, agent: 'agent 1', talkMs: minutes(4), wrapUpMs: seconds(30 + dice(60)) });
    }
    await tell(customer, 'contact.ended', { outcome: isHelped || dice(10) < 7 ? 'resolved' : 'unresolved', intent, channel: 'chat', cost: isHelped ? 20 : 650 });
    if (dice(2) === 0) await tell(customer, 'survey.answered', { survey: `s${told}`, kind: 'csat', rating: isHelped ? 4 + dice(2) : 1 + dice(5) });
  };

  // #region month
  for (let day = 0; day < 30; day += 1) {
    clock.set(begins + days(day) + hours(9));
    for (let n = 0; n < 6; n += 1) {
      const customer = `c${day}-${n}`;
      const intent = n < 4 ? 'invoice' : 'outage';
      await contact(customer, intent);
      // an outage that was not mended brings them back the day after
      if (day > 0 && intent === 'outage' && dice(3) === 0) await contact(`c${day - 1}-${n}`, 'outage');
    }
  }
  // #endregion month
  await clock.advance(days(1));
  await host.close();
}
