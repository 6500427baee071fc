import { z } from 'zod';
import type { Limits } from '../../model/limits.js';
import { toCanonical } from '../../model/canonical-value.js';
import { checkPayload } from '../../model/payload.js';
import type { CrmCase, CrmOrder, CrmRecord } from '../../ports/crm.js';
import type { CrmAnswer } from './crm-record.js';

/**
 * Reads what a look-up in the CRM gave. What cannot be stored, is too large or names nobody is refused with a JourneyError; a part that is
 * not as the contract says is left out, so that a CRM with values of its own is still worth asking.
 */
export function readCrmReply(reply: unknown, limits: Limits, at: number): CrmAnswer {
  const found = checkPayload(foundSchema, toCanonical(reply, limits, { path: 'crm.find' }), { limits, path: 'crm.find' });
  switch (found.status) {
    case 'none': return { status: 'unknown there', at };
    case 'one': return { status: 'known', at, record: found.record };
    case 'several': return { status: 'ambiguous', at, ids: found.ids };
    default: return found satisfies never;
  }
}

const idSchema = z.string().min(1).max(320);
const text = (max: number) => z.string().max(max).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const time = z.number().optional().catch(undefined);

/** Those items of a list that can be read. */
function readable<T>(item: z.ZodType<T>): z.ZodType<readonly T[] | undefined> {
  return z.array(z.unknown()).optional().catch(undefined).transform((items) => items?.flatMap((one) => {
    const parsed = item.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  }));
}

/** Parts that are absent stay away when it is made canonical, as the contract's type says. */
const exactly = <T extends object>(lenient: z.ZodType<object>): z.ZodType<T> => lenient.pipe(z.custom<T>());

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fieldsSchema = z.record(z.string(), z.unknown()).optional().catch(undefined).transform((fields) => (
  fields === undefined ? undefined : Object.fromEntries(Object.entries(fields).filter(([, value]) => plain.safeParse(value).success))
));
const orderSchema = exactly<CrmOrder>(z.object({ id: idSchema, status: z.string().max(200), placedAt: z.number(), summary: text(2_000) }));
const caseSchema = exactly<CrmCase>(z.object({
  id: idSchema, subject: z.string().max(2_000), openedAt: z.number(),
  // a status of the CRM's own counts as open: a person who looks once too often does no harm
  status: z.enum(['open', 'closed']).catch('open'),
  problemAt: time, priority: z.enum(['low', 'normal', 'high']).optional().catch(undefined), resolved: flag, followUpAt: time, notes: readable(z.string().max(2_000)), fields: fieldsSchema,
}));
const recordSchema = exactly<CrmRecord>(z.object({
  id: idSchema, name: text(200), locale: text(35), timeZone: text(64), segments: readable(z.string().max(200)),
  fields: fieldsSchema, orders: readable(orderSchema), cases: readable(caseSchema),
}));
const foundSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('one'), record: recordSchema }),
  z.object({ status: z.literal('several'), ids: z.array(idSchema).min(2) }),
]);
