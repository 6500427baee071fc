import { z } from 'zod';
import { readAssistSaid, type AssistSaid } from '../../src/model/assist-said.js';
import type { RequestFormat } from '../../src/ports/read-parts.js';

const bodySchema = z.strictObject({ account: z.string().exactOptional(), events: z.array(z.unknown()) });
const partSchema = z.object({ account: z.string().exactOptional(), event: z.unknown() });

/** The JSON that the assist reads where no other format is given: `{ account?, events: [...] }`, as the README says. */
export const assistFormat: RequestFormat<AssistSaid> = {
  body: 'json',
  parts: (body) => {
    const { events, ...account } = bodySchema.parse(body);
    return events.map((event) => ({ ...account, event }));
  },
  idOf: (part) => z.object({ event: z.object({ id: z.string() }) }).safeParse(part).data?.event.id,
  accountOf: (part) => partSchema.parse(part).account,
  read: (part) => readAssistSaid(partSchema.parse(part).event),
};
