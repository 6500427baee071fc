import type { CrmEffect } from '../../customer/effect-body.js';
import type { Crm, CrmIo, CrmWrite } from '../../ports/crm.js';
import type { DueEffect } from '../../ports/store.js';

/** Makes the one call of the CRM that an effect asks for. What the CRM cannot do is not called: wiring has refused a journey that names it. */
export async function performCrm(crm: Crm | undefined, due: DueEffect, body: CrmEffect, io: CrmIo): Promise<unknown> {
  // as known when it was decided, so that every try says the same
  const about: CrmWrite = { key: due.key, customer: { tenant: due.tenant, id: due.lane, identities: body.identities } };
  switch (body.kind) {
    case 'crm.find': return crm?.find?.(about.customer, io);
    case 'crm.upsert': return crm?.upsert?.({ ...body.write, ...about }, io);
    case 'crm.merge': return crm?.merge?.({ ...about, from: body.from }, io);
    case 'crm.logActivity': return crm?.logActivity?.({ ...body.write, ...about }, io);
    case 'crm.openCase': return crm?.openCase?.({ ...body.write, ...about, instance: body.instance }, io);
    case 'crm.updateCase': return crm?.updateCase?.({ ...body.write, ...about, instance: body.instance }, io);
    case 'crm.closeCase': return crm?.closeCase?.({ ...body.write, ...about, instance: body.instance }, io);
    default: return body satisfies never;
  }
}
