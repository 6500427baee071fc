import { statusEvents } from '../../customer/message/decide-receipt.js';
import type { MessageStatus } from '../../customer/message/message-status.js';
import { isEffectKey, parseEffectKey } from '../../model/effect-key.js';
import { isInstanceId, parseInstanceId } from '../../model/instance-id.js';
import { JourneyError } from '../../errors/index.js';
import type { Channel, Inbound } from '../../ports/channel.js';
import { parseTenant, type Tenant } from '../../model/tenant.js';
import type { AcceptEvent, Acceptance } from './accept-event.js';
import { refuseErased } from '../erase/erased.js';
import type { EffectEndings } from '../dispatch/effect-endings.js';
import { keepUnreadable } from './keep-unreadable.js';
import { readInbound, readList, type HeardItem } from './read-inbound.js';
import type { Runtime } from '../runtime.js';
import type { SendsUnderWay } from '../dispatch/sends-under-way.js';
import { sleep } from '../sleep.js';
import { tellRefused } from './tell-refused.js';

export interface InboundParts { readonly runtime: Runtime; readonly accept: AcceptEvent; readonly endings: EffectEndings; readonly dispatcher: { readonly sends: SendsUnderWay }; readonly tenantRequired: boolean }

/** Takes what a channel heard to the door, one by one and in order; rejects with the first that was not durably accepted, which the other side then sends again. */
export async function receiveInbound(parts: InboundParts, named: { readonly name: string; readonly channel: Channel }, inbound: readonly Inbound[]): Promise<void> {
  try {
    for (const given of readList(inbound)) await receiveOne(parts, named, readInbound(given));
  } catch (error) {
    tellRefused(parts.runtime.tell, { door: 'channel', channel: named.name }, error);
    throw error;
  }
}

async function receiveOne(parts: InboundParts, named: { readonly name: string; readonly channel: Channel }, heard: HeardItem): Promise<void> {
  if (heard.kind === 'unreadable') return keepUnreadable(parts.runtime, { channel: named.name, tenantRequired: parts.tenantRequired, heard });
  const tenant = parseTenant(heard.tenant, parts.tenantRequired);
  const taken = heard.kind === 'receipt' ? await receiptOf(parts, { tenant, name: named.name }, heard) : fromCustomer(tenant, named, heard);
  // a message that this store never sent is nobody's here; another host may share the account
  if (taken === undefined) return parts.runtime.tell('receipt.unknown', { tenant, channel: named.name, id: heard.id });
  const receipt = await parts.accept(taken.event, taken.acceptance);
  if (receipt.status === 'busy') throw new JourneyError('Busy', receipt.because, { retryAfterMs: receipt.retryAfterMs });
  if (heard.kind !== 'receipt' && receipt.customer !== undefined) parts.endings.hurry({ tenant, lane: receipt.customer }, named.name);
}

interface Heard { readonly event: object; readonly acceptance: Acceptance }
type FromCustomer = Extract<HeardItem, { readonly kind: 'message' | 'event' }>;

function fromCustomer(tenant: Tenant, { name, channel }: { readonly name: string; readonly channel: Channel }, heard: FromCustomer): Heard {
  const said = heard.kind === 'message' ? { type: 'message.received', data: { text: heard.text } } : heard.event;
  return {
    event: {
      ...said, id: heard.id, source: `channel:${name}`, tenant, who: [{ namespace: heard.namespace ?? channel.identityNamespace, value: heard.from, verified: heard.verified }],
      via: { channel: name, ...(heard.conversation !== undefined && { conversation: heard.conversation }) },
      ...(heard.at !== undefined && { occurredAt: heard.at }),
    },
    acceptance: { origin: 'channel', tenantRequired: false },
  };
}

/** A receipt reaches the instance that sent the message, by the key itself or by the provider's id that was remembered when it was sent. */
async function receiptOf(parts: InboundParts, { tenant, name }: { readonly tenant: Tenant; readonly name: string }, heard: Extract<HeardItem, { readonly kind: 'receipt' }>): Promise<Heard | undefined> {
  const { runtime } = parts;
  const key = isOurs(heard.providerId, tenant) ? heard.providerId : await sentAs(parts, { tenant, name, providerId: heard.providerId });
  if (key === undefined) return undefined;
  const { cause } = parseEffectKey(key);
  if (!isInstanceId(cause)) return undefined;
  const { customer } = parseInstanceId(cause);
  if ((await runtime.customers.load({ tenant, lane: customer })) === undefined) {
    await refuseErased(runtime, { tenant, customer });
    return undefined;
  }
  const status = statusOf(heard);
  const data = { messageId: key, channel: name, ...(status === 'failed' && { reason: isCode(heard.code) ? heard.code : 'provider' }) };
  return {
    event: { id: heard.id, source: `channel:${name}`, type: statusEvents[status], data, tenant, who: { customer }, ...(heard.at !== undefined && { occurredAt: heard.at }) },
    acceptance: { origin: 'channel', tenantRequired: false, only: cause, receipt: { key, status } },
  };
}

/** What a machine opened has arrived, and nobody has read it. */
const statusOf = ({ state, machine }: Extract<HeardItem, { readonly kind: 'receipt' }>): Exclude<MessageStatus, 'replied'> => (machine === true && state !== 'failed' ? 'delivered' : state);

/** A word that a journey may tell failures apart by; a provider's sentence may name the address. */
const isCode = (code: unknown): code is string => typeof code === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code);

const isOurs = (providerId: string, tenant: Tenant): boolean => isEffectKey(providerId) && parseEffectKey(providerId).tenant === tenant;

interface Named { readonly tenant: string; readonly name: string; readonly providerId: string }

/** Providers may tell of a message before they have answered who sent it: its id is then learnt in a moment. */
async function sentAs({ runtime, endings, dispatcher }: InboundParts, named: Named): Promise<string | undefined> {
  const known = async (): Promise<string | undefined> => endings.justSent(named.name, named.providerId) ?? await keyOf(runtime, named);
  const key = await known();
  if (key !== undefined) return key;
  await dispatcher.sends.settled(named.name);
  const learnt = runtime.ownership.shared ? await learn(runtime, known) : await known();
  if (learnt === undefined) dispatcher.sends.refuseInDoubt();
  return learnt;
}

/** Another process that has just sent it commits its id within this time, or sends it again later and is told again. */
async function learn({ clock }: Runtime, known: () => Promise<string | undefined>): Promise<string | undefined> {
  for (let waits = 0; waits < learningWaits; waits += 1) {
    const key = await known();
    if (key !== undefined) return key;
    await sleep(clock, learningMs);
  }
  return known();
}

const learningWaits = 10;
/** milliseconds */
const learningMs = 100;

async function keyOf(runtime: Runtime, { tenant, name, providerId }: Named): Promise<string | undefined> {
  const [customer] = await runtime.store.resolve([{ tenant, identity: `sent:${name}:${providerId}` }]);
  if (customer === undefined) return undefined;
  const wanted = `sent/${name}/${providerId}`;
  const rows = await runtime.store.rows({ tenant, lane: customer }, { prefix: wanted, limit: 1 });
  return rows.find((row) => row.key === wanted)?.value;
}
