import type { FinalState } from './sent-messages.js';

/** What a delivery receipt says at the end of a message's way. */
export interface Receipt { /** that of the text first, then that of the parameter */ readonly ids: readonly string[]; readonly state: FinalState }

/** `message_state` of SMPP 3.4, 5.2.28. ACCEPTED and UNKNOWN say nothing that a journey could rely on. */
const states: { readonly [state: number]: FinalState | 'not-final' } = {
  0: 'not-final', 1: 'not-final', 2: 'delivered', 3: 'failed', 4: 'failed', 5: 'failed', 6: 'not-final', 7: 'not-final', 8: 'failed', 9: 'failed',
};
const words: readonly (readonly [start: string, state: FinalState | 'not-final'])[] = [
  ['DELIV', 'delivered'], ['EXPIR', 'failed'], ['DELET', 'failed'], ['UNDEL', 'failed'], ['REJEC', 'failed'], ['SKIP', 'failed'], ['FAIL', 'failed'],
  ['ENROU', 'not-final'], ['ACCEP', 'not-final'], ['UNKN', 'not-final'], ['SCHED', 'not-final'], ['BUFF', 'not-final'],
];
const id = /^[\x21-\x7e]{1,65}$/;

interface Parameters { readonly receipted_message_id?: string | undefined; readonly message_state?: number | undefined }

/** Reads a receipt from its parameters and from the text that SMSCs put there for want of them; the parameters count where both speak of the state. */
export function readReceipt({ receipted_message_id: named, message_state: stated }: Parameters, bytes: Uint8Array): Receipt | 'not-final' | 'unreadable' {
  // what the customer was sent stands behind `text:` and may look like anything
  const text = (Buffer.from(bytes).toString('latin1').split(/\btext:/i)[0] ?? '').slice(0, 500);
  const ids = [/\bid:\s*([^\s:]+)(?!\S)/i.exec(text)?.[1], named].filter((one) => one !== undefined).filter((one) => id.test(one));
  const word = /\bstat:\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase();
  const state = stated === undefined ? words.find(([start]) => word?.startsWith(start))?.[1] : states[stated];
  if (state === 'not-final') return state;
  return state === undefined || ids.length === 0 ? 'unreadable' : { ids, state };
}
