import { z } from 'zod';
import { days, defineJourney, facts, type AnyJourney, type OrchestratorOptions } from 'throughline';
import type { Channel } from 'throughline/ports';
import { channelChosen, defineChannelChoice, type ChannelChoiceOptions } from 'throughline/steering';
import { createHost, type TestHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';

const outcome = z.enum(['resolved', 'unresolved', 'contained', 'deflected', 'handed-off', 'abandoned']);
const { setup } = defineJourney({
  id: 'care', version: 1,
  events: { 'help.wanted': z.object({ intent: z.string() }), 'channel.chosen': channelChosen, 'help.ended': z.object({ channel: z.string(), outcome }), 'news.due': z.object({}), 'offer.due': z.object({}), 'phone.offered': z.object({}) },
  facts: { intent: facts.internal(z.string()), on: facts.internal(z.string()) },
  channels: { chat: ['text', 'inbound'], voice: ['live', 'inbound'], sms: ['text'] },
  entry: { on: ['help.wanted'], reentry: { mode: 'after-exit' } },
  ttlMs: days(400),
});

/** Helps with one thing: asks where, and notes how it ended. */
export const care = setup({}).createMachine({
  context: ({ input }) => ({ intent: input.event.data.intent, on: 'none' }),
  initial: 'choosing',
  states: {
    choosing: {
      entry: { type: 'steer', params: ({ context }) => ({ intent: context.intent, among: ['chat', 'voice'] }) },
      on: { 'channel.chosen': [{ guard: ({ event }) => event.data.channel === 'chat', target: 'on chat' }, { guard: ({ event }) => event.data.channel === 'voice', target: 'on the phone' }, { target: 'nowhere' }] },
      after: { [days(300)]: 'over' },
    },
    'on chat': { on: { 'phone.offered': { actions: [{ type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Shall we go on by phone?' } }, { type: 'invite', params: { to: 'voice' } }] } }, after: { [days(300)]: 'over' } },
    'on the phone': {
      on: {
        'news.due': { actions: { type: 'send', params: { channel: 'best', purpose: 'service', template: 'news' } } },
        'offer.due': { actions: { type: 'send', params: { channel: 'best', purpose: 'marketing', template: 'news' } } },
      },
      after: { [days(300)]: 'over' },
    },
    nowhere: { after: { [days(300)]: 'over' } },
    over: { type: 'final' },
  },
  on: { 'help.ended': { target: '.over', actions: { type: 'outcome', params: ({ context, event }) => ({ outcome: event.data.outcome, channel: event.data.channel, intent: context.intent }) } } },
});

export const intents = ['opening-hours', 'bill'];
export const facilities: ChannelChoiceOptions = {
  channels: { chat: { cost: 1, responseMs: 1_000 }, voice: { assisted: true, addressless: true, cost: 8, responseMs: 60_000 }, sms: { cost: 1 } },
  intents,
};
type More = Partial<OrchestratorOptions<readonly AnyJourney[]>>;
type Wiring = NonNullable<More['channelChoice']>;

const voice = { contract: 1, name: 'phone', identityNamespace: 'phone', capabilities: { live: true, inbound: true }, async close() {} } as const satisfies Channel;

/** A host that helps by chat and by phone, and follows how well each does. */
export function careHost({ table, ...wiring }: Partial<Wiring> & { readonly options?: Partial<ChannelChoiceOptions> } = {}, more: More = {}): TestHost & { readonly sms: ReturnType<typeof createRecordingChannel> } {
  const { options, ...rest } = wiring;
  const chat = createRecordingChannel();
  const sms = createRecordingChannel();
  const host = createHost([care], chat, { texts: { news: 'News' }, channels: { chat, voice, sms: { ...sms, identityNamespace: 'phone' } }, channelChoice: { table: table ?? defineChannelChoice({ ...facilities, ...options }), ...rest }, ...more });
  return Object.assign(host, { sms });
}

let helped = 0;
/** One customer after the other comes by a channel and is helped there with the same thing. */
export async function helpMany(host: TestHost, { count, intent, channel, outcome: ended, from = 0 }: { readonly count: number; readonly intent: string; readonly channel: string; readonly outcome: z.infer<typeof outcome>; readonly from?: number }): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    const told = { source: 'test', who: [`user:c${n}`], via: { channel } };
    await host.orchestrator.accept({ ...told, id: `helped ${helped += 1}`, type: 'help.wanted', data: { intent } });
    await host.orchestrator.accept({ ...told, id: `helped ${helped += 1}`, type: 'help.ended', data: { channel, outcome: ended } });
  }
}
