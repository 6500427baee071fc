import { isRetryable } from '../errors/is-retryable.js';
import { JourneyError } from '../errors/index.js';
import { digest } from '../model/canonical-text.js';
import type { Receipt } from '../model/receipt.js';
import { jsonTextBytes } from '../model/text-bytes.js';
import type { WorkItem } from '../model/work-item.js';
import type { Inside } from '../orchestrator/inside.js';
import { sleep } from '../orchestrator/sleep.js';
import type { WorkTold } from '../routing/queue/work-event.js';

/** One contact and the tenant of its customer. */
export interface Kept { readonly tenant: string; readonly item: WorkItem; /** what goes along to a router elsewhere, as JSON: the same at every try */ readonly packet?: string }

/** Where contacts are kept: in the lanes of their customers. */
export interface ContactStore {
  /** a new one; false where it was asked for before, also where it is over by now */
  ask(kept: Kept, key: string): Promise<boolean>;
  /** it was asked for once more, which changes nothing: the same asking, brought again when it is over, makes no new one */
  askAgain(kept: Kept, key: string): Promise<void>;
  /** one that has changed, by an asking where `key` says so; false where somebody else changed it first */
  change(kept: Kept, told: readonly WorkTold[], key?: string): Promise<boolean>;
  /** tells the customer's journeys what became of it */
  tell(kept: Kept, told: readonly WorkTold[]): Promise<void>;
}

const againMs = 1_000;

/** Keeps contacts by the door of an orchestrator. What cannot be committed now is brought again under the same id, until it can be or the orchestrator closes. */
export function createContactStore({ parts, ready }: Inside): ContactStore {
  const { runtime, accept, limits } = parts;
  const bring = async ({ tenant, item }: Kept, event: { readonly id: string; readonly type: string; readonly data: object }): Promise<Receipt> => {
    for (;;) {
      const receipt = await ready(() => accept({ ...event, source: 'desk', who: { customer: item.customer }, tenant }, { origin: 'host', tenantRequired: false })).catch(whereItMayWorkLater);
      if (receipt !== undefined && receipt.status !== 'busy') return receipt;
      await sleep(runtime.clock, receipt?.retryAfterMs ?? againMs);
    }
  };
  const idOf = ({ item }: Kept, what: string): string => `${item.id}/${item.since}/${item.turn}/${what}`;
  return {
    ask: async (kept, key) => {
      const { item } = kept;
      const receipt = await bring(kept, { id: askedId(key), type: 'contact.asked', data: { item: item.id, work: JSON.stringify(item), turn: item.turn, packet: partsOf(kept.packet, limits.eventBytes) } }).catch(whereSomebodyWasFirst);
      return receipt?.status === 'handled';
    },
    // a change to no turn there is: it begins no contact where this one has ended meanwhile
    askAgain: async (kept, key) => void await bring(kept, { id: askedId(key), type: 'contact.changed', data: { item: kept.item.id, work: '', turn: -1, told: '[]', over: false, packet: [] } }).catch(whereSomebodyWasFirst),
    change: async (kept, told, key) => {
      const { item } = kept;
      const data = { item: item.id, work: JSON.stringify(item), turn: item.turn, told: JSON.stringify(told), over: item.life.status === 'ended', packet: [] };
      // what was refused once must not stand in the way of another change that leads to the same turn
      const id = key === undefined ? idOf(kept, `change/${digest(data.work).slice(0, 16)}`) : askedId(key);
      const receipt = await bring(kept, { id, type: 'contact.changed', data }).catch(whereSomebodyWasFirst);
      return receipt !== undefined && isHandled(receipt);
    },
    tell: async (kept, told) => {
      for (const { type, data } of told.flatMap((one) => toEvents(kept.item, one))) await bring(kept, { id: idOf(kept, type), type, data }).catch(whereNobodyHears);
      if (kept.item.life.status === 'ended') await bring(kept, { id: idOf(kept, 'told'), type: 'contact.told', data: { item: kept.item.id, turn: kept.item.turn } });
    },
  };
}

/** no pair of surrogates is cut in two */
const shortParts = /[^]{1,4000}/gu;

/** A packet that would crowd out the contact itself is not kept, and is made anew after a restart. */
function partsOf(packet: string | undefined, eventBytes: number): readonly string[] {
  return packet === undefined || jsonTextBytes(packet) > eventBytes / 2 ? [] : (packet.match(shortParts) ?? []);
}

const askedId = (key: string): string => `ask/${key}`;

function whereItMayWorkLater(error: unknown): undefined {
  if (JourneyError.is(error, 'Closed') || !isRetryable(error)) throw error;
}

function whereSomebodyWasFirst(error: unknown): undefined {
  if (!JourneyError.is(error, 'EventIdConflict')) throw error;
}

/** most journeys hear only some of it */
function whereNobodyHears(error: unknown): undefined {
  if (!JourneyError.is(error, 'UnknownEvent')) throw error;
}

const isHandled = (receipt: Receipt): boolean => receipt.status === 'handled' || (receipt.status === 'duplicate' && receipt.first?.status === 'handled');

/** As journeys hear it. */
function toEvents({ id: item, life }: WorkItem, told: WorkTold): readonly { readonly type: string; readonly data: object }[] {
  switch (told.type) {
    case 'queued': return [{ type: 'work.queued', data: { item, queue: told.queue } }];
    // who waits on goes on waiting since they began to
    case 'overflowed': return [{ type: 'work.queued', data: { item, queue: told.to } }];
    case 'missed': return [{ type: 'work.missed', data: { item, agent: told.agent } }];
    case 'answered': return [{ type: 'work.answered', data: { item, agent: told.agent } }];
    case 'wrapped-up': return [{ type: 'work.ended', data: { item, agent: told.agent } }];
    case 'abandoned': return [{ type: 'work.abandoned', data: { item } }];
    case 'callback-asked': return [{ type: 'work.callback-asked', data: { item } }];
    case 'gave-up': return [{ type: 'work.flowed-out', data: { item } }];
    case 'handed-back': return [{ type: 'work.handed-back', data: { item, ...(life.status === 'bot' && life.resume !== undefined && { resume: life.resume }) } }];
    case 'transferred': return [{ type: 'work.transferred', data: { item, to: told.to } }];
    default: return [];
  }
}
