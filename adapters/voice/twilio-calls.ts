import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { digest } from '../../src/model/canonical-text.js';
import type { PartSaid, RequestFormat } from '../../src/ports/read-parts.js';
import { callEvents, type CallEventType } from './call-events.js';
import { onTheLine } from './caller.js';

const seconds = z.coerce.number().nonnegative().exactOptional();
const formSchema = z.object({
  CallSid: callEvents['call.ringing'].shape.call,
  AccountSid: z.string().exactOptional(),
  From: z.string().exactOptional(),
  To: z.string().exactOptional(),
  Direction: z.string().exactOptional(),
  CallStatus: z.string().exactOptional(),
  CallDuration: seconds,
  Digits: z.string().exactOptional(),
  RecordingSid: z.string().min(1).max(200).exactOptional(),
  RecordingStatus: z.string().exactOptional(),
  RecordingDuration: seconds,
});
type Form = z.infer<typeof formSchema>;
const partSchema = z.object({ form: formSchema, query: z.string() });

/** What a form says, before it is known who is on the line. */
interface Happened { readonly id: string; readonly type: CallEventType; readonly data: object }

/**
 * Reads the status, gather and recording callbacks of Twilio. A recording callback does not say who called, so its address must: write it as
 * `...?caller=` and the number, which the signature covers.
 */
export const twilioCalls: RequestFormat = {
  body: 'form',
  parts: (form, { url }) => [{ form, query: new URL(url).search }],
  idOf: (part) => {
    const form = z.object({ form: z.object({ CallSid: z.string(), RecordingSid: z.string().optional(), CallStatus: z.string().optional() }) }).parse(part).form;
    return `${form.CallSid}:${form.RecordingSid ?? form.CallStatus ?? 'unknown'}`;
  },
  accountOf: (part) => partSchema.parse(part).form.AccountSid,
  read: (part) => {
    const { form, query } = partSchema.parse(part);
    const happened = happenedIn(form, query);
    return happened === undefined ? undefined : toSaid(form, query, happened);
  },
};

function toSaid(form: Form, query: string, { id, type, data }: Happened): PartSaid {
  // no time is taken over: one status comes by several callbacks, some of which name none, and must say the same each time
  return { kind: 'event', id, ...onTheLine(customerOf(form, query), form.CallSid), conversation: form.CallSid, event: { type, data: callEvents[type].parse({ call: form.CallSid, ...data }) } };
}

/** The other end of a call that we made is the one we called. */
function customerOf({ From, To, Direction }: Form, query: string): string {
  return z.string().parse(Direction?.startsWith('outbound') === true ? To : From ?? new URLSearchParams(query).get('caller') ?? undefined);
}

function happenedIn(form: Form, query: string): Happened | undefined {
  if (form.RecordingSid !== undefined) return recorded(form, form.RecordingSid);
  // nobody pressed a key where there are none. Twilio counts no gathers: the same digits for the same question are one, so a question that is asked again needs another address
  if (form.Digits !== undefined && form.Digits !== '') return { id: `${form.CallSid}:keyed:${digest([query, { ...form }]).slice(0, 32)}`, type: 'call.keyed', data: { digits: form.Digits } };
  return moved(form);
}

function recorded({ RecordingStatus, RecordingDuration }: Form, recording: string): Happened | undefined {
  if (RecordingStatus !== undefined && RecordingStatus !== 'completed') return undefined;
  return { id: `${recording}:recorded`, type: 'call.recorded', data: { recording, ...(RecordingDuration !== undefined && { durationS: RecordingDuration }) } };
}

const endings: ReadonlyMap<string, string> = new Map([['completed', 'completed'], ['busy', 'busy'], ['no-answer', 'no-answer'], ['failed', 'failed'], ['canceled', 'cancelled']]);

function moved({ CallSid, CallStatus = '', CallDuration, Direction }: Form): Happened | undefined {
  const id = `${CallSid}:${CallStatus}`;
  const reason = endings.get(CallStatus);
  if (reason !== undefined) return { id, type: 'call.ended', data: { reason, ...(CallDuration !== undefined && { durationS: CallDuration }) } };
  switch (CallStatus) {
    case 'ringing': return { id, type: 'call.ringing', data: { direction: Direction?.startsWith('outbound') === true ? 'out' : 'in' } };
    case 'in-progress': return { id, type: 'call.answered', data: {} };
    case 'queued': case 'initiated': return undefined;
    default: throw new JourneyError('InvalidPayload', 'The call has a status that is not known.', { path: 'CallStatus' });
  }
}
