import type { Capability } from '../../model/capability.js';
import type { ChannelUnderTest } from './channel-harness.js';

/** What a case presupposes: that the channel declares it or has it, or that the harness can show it. */
export type ChannelNeed = keyof typeof reasons;

/** Why a case does not apply to a channel, in words; `undefined` where it does. */
export function reasonToSkip(needs: readonly ChannelNeed[], under: ChannelUnderTest): string | undefined {
  return needs.map((need) => reasons[need](under)).find((reason) => reason !== undefined);
}

type Reason = (under: ChannelUnderTest) => string | undefined;

const declares = (capability: Capability): Reason => ({ channel }) => (channel.capabilities[capability] === true ? undefined : `the channel does not declare \`${capability}\``);
const has = (member: 'open' | 'verify' | 'receive', why: string): Reason => ({ channel }) => (channel[member] === undefined ? `the channel has no \`${member}\`, ${why}` : undefined);
const shows = (member: string, found: (under: ChannelUnderTest) => unknown): Reason => (under) => (found(under) === undefined ? `the harness has no \`${member}\`` : undefined);
const first = (...all: readonly Reason[]): Reason => (under) => all.map((reason) => reason(under)).find((reason) => reason !== undefined);

const arrives = (capability: Capability): Reason => first(declares(capability), shows('received', ({ outside }) => outside.received));
const customers = first(declares('inbound'), shows('say` or `request', ({ outside }) => outside.say ?? outside.request));
const words = first(customers, ({ outside }) => (outside.brings === 'events' ? 'customers of this channel write nothing' : undefined));
const keeps = (where: 'within' | 'around'): Reason => ({ outside }) => (outside.loses?.includes(where) === true ? `the technology loses spaces and line ends ${where} a text` : undefined);
const reports = (state: 'delivered' | 'read' | 'failed'): Reason => first(declares('receipts'), arrives('text'), shows(`report.${state}`, ({ outside }) => outside.report?.[state]));
const troubles = (kind: 'down' | 'rate' | 'refuse' | 'slow'): Reason => first(arrives('text'), shows(`trouble.${kind}`, ({ outside }) => outside.trouble?.[kind]));
const takesRequests = has('receive', 'so it takes no requests');
const ownTransport = has('open', 'so it has no transport of its own');
const proven = has('verify', 'since its transport proves the sender');
const requests = first(takesRequests, declares('inbound'), shows('request', ({ outside }) => outside.request));

const reasons = {
  text: arrives('text'), buttons: arrives('buttons'), media: arrives('media'), template: arrives('template'),
  customers,
  words, spacesWithin: first(words, keeps('within')), spacesAround: first(words, keeps('around')),
  transport: first(ownTransport, customers, shows('say', ({ outside }) => outside.say)),
  request: requests,
  signature: first(requests, proven),
  forge: first(requests, proven, shows('forge', ({ outside }) => outside.forge)),
  maxTextLength: first(arrives('text'), ({ channel }) => (channel.limits?.maxTextLength === undefined ? 'the channel declares no `maxTextLength`' : undefined)),
  together: first(requests, shows('together', ({ outside }) => outside.together)),
  handshake: first(takesRequests, shows('handshake', ({ outside }) => outside.handshake)),
  reply: first(customers, arrives('text'), shows('reply', ({ outside }) => outside.reply)),
  echo: first(arrives('text'), shows('echo', ({ outside }) => outside.echo)),
  pour: first(ownTransport, customers, shows('pour', ({ outside }) => outside.pour)),
  down: troubles('down'), rate: troubles('rate'), refuse: troubles('refuse'), slow: troubles('slow'),
  receipt: first(declares('receipts'), arrives('text'), shows('report', ({ outside }) => Object.values(outside.report ?? {})[0])),
  delivered: reports('delivered'), read: reports('read'), failed: reports('failed'),
} as const satisfies { readonly [need: string]: Reason };
