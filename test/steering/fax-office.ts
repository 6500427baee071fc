import { z } from 'zod';
import { createOrchestrator, days, defineJourney, noData, type Orchestrator } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { channelChosen, defineChannelChoice, type ChannelChoiceOptions, type RetirementStage } from 'throughline/steering';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const receipt = z.object({ messageId: z.string(), channel: z.string() });
const failed = z.object({ messageId: z.string(), channel: z.string(), reason: z.string() });
const word = { type: 'send', params: { channel: 'best', purpose: 'service', template: 'word' } } as const;

/** A matter of weeks, by whatever channel reaches its customer. */
const order = defineJourney({
  id: 'order', version: 1, ttlMs: days(40), events: { 'order.begun': noData, 'word.due': noData, 'order.ended': noData, 'message.failed': failed }, facts: {}, channels: { fax: ['text'], email: ['text'] },
  entry: { on: ['order.begun'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: {}, initial: 'open',
  states: { open: { on: { 'word.due': { actions: word }, 'order.ended': 'over' }, after: { [days(30)]: 'over' } }, over: { type: 'final' } },
});
/** The same, and it knows nothing but the fax. */
const paper = defineJourney({
  id: 'paper', version: 1, ttlMs: days(40), events: { 'paper.begun': noData, 'word.due': noData, 'message.failed': failed }, facts: {}, channels: { fax: ['text'] },
  entry: { on: ['paper.begun'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: {}, initial: 'open',
  states: { open: { on: { 'word.due': { actions: word } }, after: { [days(20)]: 'over' } }, over: { type: 'final' } },
});
const notice = defineJourney({
  id: 'fax-goes', version: 1, ttlMs: days(300), events: { 'fax.announced': noData, 'message.delivered': receipt }, facts: {}, channels: { email: ['text'], fax: ['text'] },
  entry: { on: ['fax.announced'], reentry: { mode: 'never' } }, goals: [{ name: 'told', on: ['message.delivered'], withinMs: days(90) }],
}).setup({}).createMachine({
  context: {}, initial: 'telling',
  states: { telling: { entry: { ...word, params: { ...word.params, template: 'goes' } }, on: { 'message.delivered': 'told' }, after: { [days(30)]: 'told' } }, told: { type: 'final' } },
});
/** Asks where to help, so that what solves a bill is followed. */
const bill = defineJourney({
  id: 'bill', version: 1, ttlMs: days(40), events: { 'bill.asked': noData, 'channel.chosen': channelChosen }, facts: {}, channels: {}, entry: { on: ['bill.asked'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({ context: {}, initial: 'solved', states: { solved: { type: 'final', entry: { type: 'outcome', params: { outcome: 'resolved', intent: 'bill', channel: 'email' } } } } });

const on = (identityNamespace: string) => Object.assign(createRecordingChannel(), { identityNamespace, capabilities: { text: true, inbound: true, receipts: true } as const });

/** Where it may stand: in memory, in a file, and in what two processes share that never take one another for dead. */
export const officeHomes: readonly (readonly [string, () => Home])[] = [...homes, ['by two processes', () => inMemory({ workers: 2 })]];

/** On data in memory, for one process or several. */
export function inMemory({ workers = 1 } = {}): Home {
  const clock = createTestClock(1_800_000_000_000);
  const data = createMemoryData();
  return { clock, workers, store: () => createMemoryStore({ clock, data, ...(workers > 1 && { shared: { leaseMs: days(1_000) } }) }), die: async () => {}, remove: async () => {} };
}

/** An office with fax, e-mail and a telephone that anybody may call, run by one or several processes on one store. */
export function openOffice(home: Home, at: { stage: RetirementStage }, more: Partial<ChannelChoiceOptions> = {}) {
  const [fax, email] = [on('fax'), on('email')];
  const phone = { contract: 1, name: 'phone', identityNamespace: 'phone', capabilities: { live: true, inbound: true }, async close() {} } as const;
  const table = defineChannelChoice({ channels: { email: { assisted: true, demands: ['see'] }, fax: { assisted: true }, phone: { assisted: true, addressless: true } }, intents: ['bill', 'order'], success: { halfLifeDays: 30 }, ...more });
  const open = () => createOrchestrator({
    journeys: [order, paper, notice, bill], clock: home.clock, store: home.store(), channels: { fax, email, phone }, texts: { word: 'a word', goes: 'the fax goes' },
    channelChoice: { table, conditions: () => ({ fax: { stage: at.stage } }), freshMs: 1 }, contact: createContactRules({}), timing: { pollMs: days(1) },
  });
  const hosts = Array.from({ length: home.workers ?? 1 }, open);
  let turn = 0;
  const host = () => hosts[turn++ % hosts.length] ?? open();
  let said = 0;
  return {
    fax, email, host,
    accept: (who: readonly string[], type: string, more: { readonly data?: object; readonly via?: string } = {}) =>
      (host() as unknown as Orchestrator).accept({ id: `e${said += 1}`, source: 'office', type, data: more.data ?? {}, who: [...who], ...(more.via !== undefined && { via: { channel: more.via } }) }),
    close: async () => { for (const one of hosts) await one.close(); },
  };
}
