import { z } from 'zod';
import type { PartSaid, RequestFormat } from '../../src/ports/read-parts.js';
import { callEvents, isCallEvent } from './call-events.js';
import { onTheLine } from './caller.js';

const id = z.string().min(1).max(255);
const headSchema = z.object({
  id,
  type: z.string().refine(isCallEvent),
  call: callEvents['call.ringing'].shape.call,
  caller: z.string().nullable(),
  at: z.int().exactOptional(),
});
const bodySchema = z.strictObject({ account: z.string().exactOptional(), events: z.array(z.unknown()) });
const partSchema = z.object({ account: z.string().exactOptional(), event: z.unknown() });

/** The JSON that this channel reads where no other format is given: `{ account?, events: [...] }`, as its README says. */
export const callFormat: RequestFormat = {
  body: 'json',
  parts: (body) => {
    const { events, ...account } = bodySchema.parse(body);
    return events.map((event) => ({ ...account, event }));
  },
  idOf: (part) => z.object({ event: z.object({ id }) }).safeParse(part).data?.event.id,
  accountOf: (part) => partSchema.parse(part).account,
  read: (part) => readCall(partSchema.parse(part).event),
};

function readCall(event: unknown): PartSaid {
  const { id: own, type, call, caller, at } = headSchema.parse(event);
  return { kind: 'event', id: own, ...onTheLine(caller, call), conversation: call, event: { type, data: callEvents[type].parse(event) }, ...(at !== undefined && { at }) };
}
