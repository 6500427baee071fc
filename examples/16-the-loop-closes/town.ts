import { createOrchestrator, days, hours, minutes, seconds, type AnyJourney, type Orchestrator } from 'throughline';
import type { Experiment } from 'throughline/experiment';
import type { Deliver, Store } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';
import { channels, classifier, table, texts } from './care.js';

export const begins = Date.UTC(2026, 0, 5);

/** Which day to live, with which journeys, and who answers the phone. */
export interface Days {
  readonly store: Store;
  readonly clock: TestClock;
  readonly journeys: readonly AnyJourney[];
  readonly experiments?: readonly Experiment[];
  readonly from: number;
  readonly until: number;
  readonly agentFor: (intent: string, at: number) => string;
}

/** Throws the same dice in every run, whatever was thrown before. */
const dice = (day: number, n: number, what: number): number => {
  let state = day * 1_000_003 + n * 1_009 + what;
  for (let again = 0; again < 3; again += 1) state = Math.imul(state ^ (state >>> 15), 0x297a2d39) ^ (state >>> 12);
  return (state >>> 0) / 2 ** 32;
};

/** What really helps whom: the town knows it, and nobody else. */
const helps: { readonly [text: string]: number } = { [texts.invoice]: 0.78, [texts.router]: 0.3, [texts.status]: 0.94 };
const solves: { readonly [agent: string]: { readonly [intent: string]: number } } = { ada: { outage: 0.92, invoice: 0.6 }, bob: { outage: 0.55, invoice: 0.9 } };

/** A chat whose customers are played here: what they were told last is all that they know. */
function createChat() {
  let hear: Deliver = async () => {};
  let told = '';
  const channel = {
    contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, inbound: true },
    async open(deliver: Deliver) { hear = deliver; },
    async send({ key, text }: { readonly key: string; readonly text: string }) {
      told = text;
      return { status: 'sent', providerId: key } as const;
    },
    async close() {},
  } as const;
  return { channel, hear: (...heard: Parameters<Deliver>[0]) => hear(heard), helped: () => helps[told] ?? 0 };
}
const phone = { contract: 1, name: 'phone', identityNamespace: 'phone', capabilities: { live: true }, async close() {} } as const;

/** Some days of a town: two customers a day ask about invoices and three about outages, and who was not helped with an outage comes back the day after. */
export async function liveDays({ store, clock, journeys, experiments = [], from, until, agentFor }: Days): Promise<Orchestrator> {
  const chat = createChat();
  const host: Orchestrator = createOrchestrator({ journeys, store, clock, experiments, channels: { chat: chat.channel, phone }, intent: { table, classifier }, channelChoice: { table: channels, freshMs: days(1) }, timing: { pollMs: days(1) } });
  await host.start();
  const contact = createContacts({ host, chat, clock, agentFor, from });
  let back: readonly string[] = [];
  for (let day = from; day < until; day += 1) {
    clock.set(begins + days(day) + hours(9));
    const again: string[] = [];
    for (const [n, customer] of back.entries()) await contact(customer, 'outage', (what) => dice(day, 100 + n, what));
    for (let n = 0; n < 5; n += 1) {
      const [customer, intent] = [`c${day}-${n}`, n < 2 ? 'invoice' : 'outage'] as const;
      const solved = await contact(customer, intent, (what) => dice(day, n, what));
      if (!solved && intent === 'outage') again.push(customer);
    }
    back = again;
  }
  await clock.advance(days(1));
  return host;
}

type Contact = (customer: string, intent: 'invoice' | 'outage', throws: (what: number) => number) => Promise<boolean>;

/** One contact from its first word to its end; answers whether it was solved. */
function createContacts({ host, chat, clock, agentFor, from }: Pick<Days, 'clock' | 'agentFor' | 'from'> & { readonly host: Orchestrator; readonly chat: ReturnType<typeof createChat> }): Contact {
  let counted = 0;
  const tell = (customer: string, type: string, data: object): Promise<unknown> => host.accept({ id: `t${from} ${++counted}`, source: 'desk', who: [`user:${customer}`], type, data });
  const write = (customer: string, text: string): Promise<void> => chat.hear({ kind: 'message', id: `m${from} ${++counted}`, from: customer, text });
  return async (customer, intent, throws) => {
    await write(customer, intent === 'invoice' ? 'Is my invoice right?' : 'My internet is gone');
    await clock.advance(minutes(1) + seconds(5));
    const isHelped = throws(1) < chat.helped();
    await write(customer, isHelped ? 'yes' : 'no');
    if (isHelped) return true;
    const [item, agent] = [`w${from} ${counted}`, agentFor(intent, clock.now())];
    await tell(customer, 'work.queued', { item });
    await clock.advance(seconds(20));
    await tell(customer, 'work.answered', { item, agent });
    const solved = throws(2) < (solves[agent]?.[intent] ?? 0);
    await tell(customer, 'person.done', { solved });
    await tell(customer, 'work.ended', { item, agent, talkMs: minutes(4), wrapUpMs: seconds(30) });
    return solved;
  };
}
