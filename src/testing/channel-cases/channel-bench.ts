import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Deliver, Inbound, Outbound, SendResult } from '../../ports/channel.js';
import type { Answer, Arrived, Brought, ChannelHarness, ChannelUnderTest, Outside, Said } from './channel-harness.js';
import type { ChannelNeed } from './channel-needs.js';
import { carryRequest } from './carry-request.js';
import { until, within } from './within.js';

/** One clause about channels; `opened: false` gives the case a channel that nobody has opened. */
export interface ChannelCase {
  readonly id: string;
  readonly clause: string;
  readonly needs?: readonly ChannelNeed[];
  readonly opened?: false;
  readonly run: (bench: ChannelBench) => Promise<void>;
}

/** What a customer brought. */
export type FromCustomer = Extract<Inbound, { readonly from: string }>;

/** A channel with two people on the other side, and the small steps that cases are made of. */
export interface ChannelBench {
  readonly channel: Channel;
  readonly outside: Outside;
  readonly ana: string;
  readonly ben: string;
  readonly patienceMs: number;
  /** all that was handed over and accepted */
  readonly heard: readonly Inbound[];
  /** of it what customers brought: messages, or events where this channel's customers do not write */
  readonly told: () => readonly FromCustomer[];
  /** what happens to everything handed over from now on, before it counts as heard */
  readonly acceptBy: (accept: Deliver) => void;
  /** a message to ana under a fresh key */
  readonly message: (draft?: Partial<Outbound>) => Outbound;
  readonly send: (message?: Partial<Outbound>, signal?: AbortSignal) => Promise<SendResult>;
  /** sends what must be sent, and gives the provider's id */
  readonly sent: (message?: Partial<Outbound>) => Promise<string>;
  /** what has arrived, once it is as many as that */
  readonly arrived: (count: number) => Promise<readonly Arrived[]>;
  /** what has arrived after a moment of listening */
  readonly received: () => Promise<readonly Arrived[]>;
  /** something from ana under a fresh id */
  readonly saying: (draft?: Partial<Said>) => Said;
  /** a customer says it; it must come in as one item */
  readonly bring: (draft?: Partial<Said>) => Promise<FromCustomer>;
  /** takes what the outside gave to the channel; answers as the channel did */
  readonly carry: (brought: Brought | Promise<Brought>) => Promise<Answer>;
  readonly quiet: () => Promise<void>;
  /** another channel beside this one */
  readonly another: () => Promise<ChannelBench>;
}

const defaultPatienceMs = 5_000;
const defaultQuietMs = 50;
const patiencesInCase = 4;

/** Gives a case its channel and takes it away again, however the case ends. */
export async function runOnBench(harness: ChannelHarness, { opened, run }: ChannelCase): Promise<void> {
  const all: ChannelUnderTest[] = [];
  const create = async (): Promise<ChannelUnderTest> => {
    const under = await harness.create();
    all.push(under);
    return under;
  };
  const { patienceMs = defaultPatienceMs } = harness;
  try {
    await within(patienceMs * patiencesInCase, 'the case does not end', createBench({ ...harness, create }, opened !== false).then(run));
  } finally {
    for (const under of all) await takeAway(under, patienceMs);
  }
}

/** Closes a channel, which cases of their own look at, and takes its outside away. */
export async function takeAway({ channel, outside }: ChannelUnderTest, patienceMs = defaultPatienceMs): Promise<void> {
  await within(patienceMs, 'close', channel.close()).catch(() => {});
  await outside.dispose?.();
}

async function createBench(harness: ChannelHarness, open: boolean): Promise<ChannelBench> {
  const under = await harness.create();
  const { channel, outside } = under;
  const heard: Inbound[] = [];
  let accept: Deliver = async () => {};
  const deliver: Deliver = async (inbound) => {
    await accept(inbound);
    heard.push(...inbound);
  };
  if (open) await channel.open?.(deliver);
  if (open) await outside.begin?.();
  const [ana, ben] = outside.people ?? peopleOf(channel.identityNamespace);
  const { patienceMs = defaultPatienceMs, quietMs = defaultQuietMs } = harness;
  const parts: Parts = { channel, outside, patienceMs, heard, ana, ben, deliver };
  return {
    ...parts, ...outgoing(parts, quietMs), ...incoming(parts),
    acceptBy: (next) => { accept = next; },
    quiet: () => sleep(quietMs),
    another: () => createBench(harness, true),
  };
}

interface Parts extends Pick<ChannelBench, 'channel' | 'outside' | 'patienceMs' | 'heard' | 'ana' | 'ben'> { readonly deliver: Deliver }

function outgoing({ channel, outside, patienceMs, ana }: Parts, quietMs: number): Pick<ChannelBench, 'message' | 'send' | 'sent' | 'arrived' | 'received'> {
  const message = (draft?: Partial<Outbound>): Outbound => ({ key: `default/${randomUUID()}/case/1/0/0`, to: ana, text: 'Your parcel is here.', ...draft });
  const send = (draft?: Partial<Outbound>, signal = new AbortController().signal): Promise<SendResult> => {
    assert(channel.send !== undefined, 'the channel has no `send`');
    return within(patienceMs, 'send', channel.send(message(draft), { signal }));
  };
  return {
    message, send,
    async sent(draft) {
      const result = await send(draft);
      assert(result.status === 'sent', `send answered ${JSON.stringify(result)} where nothing was wrong`);
      return result.providerId;
    },
    arrived: (count) => until(patienceMs, `of ${count} messages to arrive`, async () => {
      const all = (await outside.received?.()) ?? [];
      return all.length >= count ? all : undefined;
    }),
    async received() {
      await sleep(quietMs);
      return (await outside.received?.()) ?? [];
    },
  };
}

function incoming({ channel, outside, patienceMs, heard, ana, deliver }: Parts): Pick<ChannelBench, 'told' | 'saying' | 'bring' | 'carry'> {
  const told = (): readonly FromCustomer[] => heard.flatMap((item) => (item.kind === (outside.brings === 'events' ? 'event' : 'message') ? [item] : []));
  const saying = (draft?: Partial<Said>): Said => ({ id: `m${randomUUID().slice(0, 8)}`, from: ana, text: 'Where is my parcel?', ...draft });
  const carry = async (brought: Brought | Promise<Brought>): Promise<Answer> => {
    const given = await within(patienceMs, 'what the harness brings', brought);
    return given instanceof Request ? carryRequest(channel, given, deliver) : given;
  };
  return {
    told, saying, carry,
    async bring(draft) {
      const before = told().length;
      assert.equal(await carry(bringing(outside, saying(draft))), 'taken');
      const [item, ...more] = told().slice(before);
      assert(item !== undefined, 'nothing was handed over');
      assert.deepEqual(more, [], 'more than one item was handed over');
      return item;
    },
  };
}

/** By the channel's own transport where it has one, else by a request. */
export function bringing(outside: Outside, said: Said): Brought | Promise<Brought> {
  const brought = outside.say?.(said) ?? outside.request?.(said);
  assert(brought !== undefined, 'the harness has neither `say` nor `request`');
  return brought;
}

function peopleOf(namespace: string): readonly [string, string] {
  switch (namespace) {
    case 'phone': return ['+4915112345671', '+4915112345672'];
    case 'email': return ['ana@customer.example', 'ben@customer.example'];
    default: return ['ana', 'ben'];
  }
}
