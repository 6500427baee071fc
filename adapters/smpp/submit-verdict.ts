import { z } from 'zod';
import type { SendResult } from '../../src/ports/channel.js';
import type { Pdu } from './pdu.js';
import { errors } from './smpp-package.js';

/** What the SMSC said to one part. */
export type Verdict = { readonly status: 'accepted'; readonly messageId: string } | { readonly status: 'throttled' } | Exclude<SendResult, { readonly status: 'sent' }>;

/** These say that the same bytes will never be taken; whatever else is no success may pass, vendors' own codes among it. */
const forGood = [
  'ESME_RINVMSGLEN', 'ESME_RINVCMDLEN', 'ESME_RINVCMDID', 'ESME_RINVPRTFLG', 'ESME_RINVREGDLVFLG', 'ESME_RINVSRCADR', 'ESME_RINVDSTADR', 'ESME_RINVSERTYP',
  'ESME_RINVNUMDESTS', 'ESME_RINVDESTFLAG', 'ESME_RINVSUBREP', 'ESME_RINVESMCLASS', 'ESME_RCNTSUBDL', 'ESME_RINVSRCTON', 'ESME_RINVSRCNPI', 'ESME_RINVDSTTON',
  'ESME_RINVDSTNPI', 'ESME_RINVSYSTYP', 'ESME_RINVREPFLAG', 'ESME_RINVSCHED', 'ESME_RINVEXPIRY', 'ESME_RINVDFTMSGID', 'ESME_RX_P_APPN', 'ESME_RX_R_APPN',
  'ESME_RINVTLVSTREAM', 'ESME_RTLVNOTALLWD', 'ESME_RINVTLVLEN', 'ESME_RMISSINGTLV', 'ESME_RINVTLVVAL', 'ESME_RSERTYPUNAUTH', 'ESME_RPROHIBITED',
  'ESME_RSERTYPDENIED', 'ESME_RINVDCS', 'ESME_RINVSRCADDRSUBUNIT', 'ESME_RINVDSTADDRSUBUNIT',
];
const throttled = [errors['ESME_RTHROTTLED'], errors['ESME_RMSGQFUL']];
const names: ReadonlyMap<number, string> = new Map(forGood.flatMap((name) => (errors[name] === undefined ? [] : [[errors[name], name]])));
const accepted = z.object({ message_id: z.string() });

/** Judges the answer to one part; none at all means that nobody knows, so the same part must be sent again. */
export function submitVerdict(answer: Pdu | undefined): Verdict {
  if (answer === undefined) return { status: 'retry' };
  if (answer.status === 0 && answer.command === 'submit_sm_resp') return { status: 'accepted', messageId: accepted.safeParse(answer.fields).data?.message_id ?? '' };
  if (throttled.includes(answer.status)) return { status: 'throttled' };
  const code = names.get(answer.status);
  return code === undefined ? { status: 'retry' } : { status: 'refused', code };
}
