import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { JourneyError } from '../errors/index.js';
import { seconds } from '../model/duration.js';
import type { WorkItem } from '../model/work-item.js';
import type { CallWithTimeOut } from '../orchestrator/call-with-time-out.js';
import { sleep } from '../orchestrator/sleep.js';
import type { Assist, AssistWork } from '../ports/assist.js';
import type { Clock } from '../ports/clock.js';
import type { Kept } from './keep-contact.js';

/** A router elsewhere, as a host gives it to a desk. */
export interface DeskAssist {
  readonly to: Assist;
  /** what goes along for the person who helps, as JSON: a packet, without what must stay here. Nothing of the customer but ids where absent */
  readonly packet?: (request: HandoffRequest) => object;
}

/** The calls a desk makes to a router elsewhere. */
export interface HandOver {
  /** what goes along, as JSON; made once for a contact, and `undefined` where nothing does, or it cannot be made now */
  packetFor(request: HandoffRequest): string | undefined;
  /** whether it has the contact now; rejects with HandoffFailed where it may take it later */
  hand(kept: Kept, request: HandoffRequest): Promise<'taken' | 'refused'>;
  /** has it let go of a contact; false where it could not be told, however often it was tried */
  takeBack(kept: Kept): Promise<boolean>;
}

interface HandOverParts { readonly assist: DeskAssist; readonly clock: Clock; readonly call: CallWithTimeOut; readonly closing: AbortSignal }

/** milliseconds for one call, and between the tries of taking back: in all half a minute */
const callMs = seconds(8);
const againMs = [1, 2, 4, 8, 16].map(seconds);

/** Makes the calls, each of which ends in time. */
export function createHandOver({ assist: { to, packet }, clock, call, closing }: HandOverParts): HandOver {
  const tryTakeBack = async ({ tenant, item }: Kept): Promise<boolean> => call(callMs, (io) => to.takeBack({ item: item.id, tenant }, io)).then(() => true, () => false);
  return {
    packetFor: (request) => {
      try {
        return packet === undefined ? undefined : JSON.stringify(packet(request));
      } catch {
        // the contact is kept all the same, and it is made anew when it is handed over
        return undefined;
      }
    },
    hand: async ({ tenant, item, packet: kept }, request) => {
      const work = { ...workOf(item), tenant, ...(packet !== undefined && { packet: kept === undefined ? packet(request) : readPacket(kept) }) };
      const handed = await call(callMs, (io) => to.hand(work, io));
      if (handed.status !== 'retry') return handed.status;
      throw new JourneyError('HandoffFailed', 'The router elsewhere does not take the contact now; it is asked again.', { ...(handed.retryAfterMs !== undefined && { retryAfterMs: handed.retryAfterMs }) });
    },
    takeBack: async (kept) => {
      for (const ms of againMs) {
        if (closing.aborted || await tryTakeBack(kept)) return true;
        await sleep(clock, ms, closing);
      }
      return tryTakeBack(kept);
    },
  };
}

/** the library wrote it */
const readPacket = (kept: string): object => JSON.parse(kept);

const workOf = ({ id, customer, queue, channel, reason, priority, skills, since, promised }: WorkItem): Omit<AssistWork, 'tenant'> =>
  ({ item: id, customer, queue, channel, reason, priority, skills, since, ...(promised !== undefined && { promised }) });
