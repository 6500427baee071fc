import { nextActKey } from '../act-key.js';
import { putEffect } from '../add-effect.js';
import { crmRow } from './crm-record.js';
import type { Arrival } from '../decide-event.js';
import type { Turn } from '../turn.js';

/**
 * Asks the CRM who this is when an interaction begins: a call rings, somebody is heard on a channel where they were quiet, or a customer we
 * talk with becomes known by one more identity. Nothing waits for the answer; it stands in the next briefing. Call it once the event's
 * identities are learnt and before its contact is noted.
 */
export function askCrm(turn: Turn, arrival: Pick<Arrival, 'type' | 'via'>): void {
  if (turn.world.crm?.capabilities.find !== true) return;
  // known by more than at the last asking: what was said then does not count
  const knownByMore = turn.identities.length > 0 && (arrival.via !== undefined || isTalking(turn));
  if (knownByMore || (begins(turn, arrival) && !askedLately(turn))) findInCrm(turn);
}

/** Asks now. `behind`: after everything else the CRM is still to be told of this customer. */
export function findInCrm(turn: Turn, behind?: 'writes'): void {
  const key = nextActKey(turn);
  turn.state = { ...turn.state, crmAskedAt: turn.now, crmFind: key };
  putEffect(turn, { key, body: { kind: 'crm.find', identities: turn.state.identities }, ...(behind !== undefined && { queue: 'crm' }) });
}

/** What the CRM said was said of somebody else too: it is gone, and asked anew. */
export function forgetCrmAnswer(turn: Turn): void {
  if (turn.world.crm?.capabilities.find !== true) return;
  for (const row of [crmRow.answer, crmRow.unavailable]) turn.rows.set(row, undefined);
  findInCrm(turn, 'writes');
}

/** between two askings for one customer, milliseconds */
const betweenMs = 60_000;

const askedLately = ({ state, now }: Turn): boolean => state.crmAskedAt !== undefined && Math.abs(now - state.crmAskedAt) < betweenMs;

function begins(turn: Turn, { type, via }: Pick<Arrival, 'type' | 'via'>): boolean {
  if (via === undefined || !isSomebodyHere(type)) return false;
  return type === 'call.ringing' || isQuiet(turn, turn.state.conversations[via.channel]?.heardAt);
}

/** Looking at a page is no beginning of a talk, nor is a receipt. Opening a chat is: the answer may be there before the first word. */
const isSomebodyHere = (type: string): boolean => !type.startsWith('web.') && (!type.startsWith('message.') || type === 'message.received');

const isTalking = (turn: Turn): boolean => Object.values(turn.state.conversations).some(({ heardAt }) => !isQuiet(turn, heardAt));

const isQuiet = ({ now, world }: Turn, heardAt: number | undefined): boolean => heardAt === undefined || now - heardAt >= (world.crm?.idleMs ?? 0);
