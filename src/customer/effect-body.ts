import type { NextSteps } from '../model/contact-reason.js';
import type { DataClass } from '../model/data-class.js';
import type { Outbound } from '../ports/channel.js';
import type { CrmActivity, CrmCaseWrite, CrmCloseCase, CrmCustomer, CrmOpenCase, CrmUpdateCase, CrmUpsert, CrmWrite } from '../ports/crm.js';
import type { Purpose } from '../model/effect.js';

/** What an outbox row says is to be done; decided and rendered once, the same at every retry. */
export type EffectBody =
  | SendBody
  | { readonly kind: 'activity'; readonly instance: string; readonly invokeId: string; readonly activity: string; readonly input: unknown }
  | { readonly kind: 'handoff'; readonly instance: string; readonly queue: string; readonly reason: string; readonly skills: readonly string[]; readonly priority: number }
  /** the second step of a merge or of its undoing: the other lane takes what this one has put on its way */
  | { readonly kind: 'customer.move'; readonly instance?: never; readonly move: string; readonly from: string; readonly to: string }
  /** what is left of a customer is erased: of the library's own lane that keeps the tombstone */
  | { readonly kind: 'customer.erase'; readonly instance?: never; readonly tenant: string; readonly customer: string }
  | CrmEffect;

/** A message on its way, and what is asked of it again before it leaves. */
export interface SendBody {
  readonly kind: 'send';
  readonly instance: string;
  readonly channel: string;
  readonly purpose: Purpose;
  /** it only says that the customer's word came: no answer */
  readonly acknowledgement?: true;
  readonly message: Omit<Outbound, 'key'>;
  /** absent where the host has no rules of its own and the message does not expire and is made of nothing that has a class */
  readonly again?: { readonly decidedAt: number; readonly expiresAt?: number; readonly next?: Partial<NextSteps>; readonly carries?: readonly DataClass[]; /** only while it waits: how it goes on other channels, best first, should its own not take it by then */ readonly elsewhere?: readonly Draft[] };
}

/** A message as it would go on one channel; `carries`: the classes of what it is made of, or may be. */
export interface Draft { readonly channel: string; readonly message: Omit<Outbound, 'key'>; readonly carries: readonly DataClass[] }

/** What the CRM is to be told: the call's own words but for key and tenant, which the row has. Effects of no journey have no instance. */
export type CrmEffect =
  | { readonly kind: 'crm.upsert'; readonly instance?: string; readonly identities: readonly string[]; readonly write: Omit<CrmUpsert, keyof CrmWrite> }
  | { readonly kind: 'crm.openCase'; readonly instance: string; readonly identities: readonly string[]; readonly write: Omit<CrmOpenCase, keyof CrmCaseWrite> }
  | { readonly kind: 'crm.updateCase'; readonly instance: string; readonly identities: readonly string[]; readonly write: Omit<CrmUpdateCase, keyof CrmCaseWrite> }
  | { readonly kind: 'crm.closeCase'; readonly instance: string; readonly identities: readonly string[]; readonly write: Omit<CrmCloseCase, keyof CrmCaseWrite> }
  | { readonly kind: 'crm.logActivity'; readonly instance?: string; readonly identities: readonly string[]; readonly write: Omit<CrmActivity, keyof CrmWrite> }
  | { readonly kind: 'crm.merge'; readonly instance?: never; readonly identities: readonly string[]; readonly from: CrmCustomer }
  /** asks who this is, for the next briefing; nothing waits for it */
  | { readonly kind: 'crm.find'; readonly instance?: never; readonly identities: readonly string[] };

/** Reads an outbox row's text back; it was written by this library and committed by the store. */
export const readEffectBody = (body: string): EffectBody => JSON.parse(body) as EffectBody;
