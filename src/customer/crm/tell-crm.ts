import type { CrmCustomer } from '../../ports/crm.js';
import { nextActKey } from '../act-key.js';
import { putEffect } from '../add-effect.js';
import { findInCrm } from './ask-crm.js';
import type { CrmEffect } from '../effect-body.js';
import type { Turn } from '../turn.js';

type Activity = Extract<CrmEffect, { kind: 'crm.logActivity' }>['write'];

/** Has the CRM hear of something that happened, in the order of decisions; nothing where it keeps no timeline. The same `externalId` again replaces the entry. */
export function logInCrm(turn: Turn, write: Activity): void {
  if (turn.world.crm?.capabilities.activities !== true) return;
  putEffect(turn, { key: nextActKey(turn), queue: 'crm', body: { kind: 'crm.logActivity', identities: turn.state.identities, write } });
}

/** After `from` was merged into this customer: the CRM makes one record of two, and is then asked what it knows of who is left. */
export function tellCrmOfMerge(turn: Turn, from: Pick<CrmCustomer, 'id' | 'identities'>): void {
  const { capabilities = {} } = turn.world.crm ?? {};
  if (capabilities.merge === true) {
    putEffect(turn, { key: nextActKey(turn), queue: 'crm', body: { kind: 'crm.merge', identities: turn.state.identities, from: { tenant: turn.tenant, ...from } } });
  }
  // before the CRM has merged, it would know the customer as several
  if (capabilities.find === true) findInCrm(turn, 'writes');
}

/** After a merge was undone: what the CRM made of two records it cannot know how to part, so a person finds a note. `merge` names the merge. */
export function tellCrmOfParting(turn: Turn, merge: string): void {
  if (turn.world.crm?.capabilities.merge !== true) return;
  logInCrm(turn, { externalId: `${merge}/undone`, kind: 'note', summary: 'Two customers were taken for one and are two again: this record may hold what belongs to the other.', at: turn.now });
}
