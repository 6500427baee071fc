import type { Outbound } from '../ports/channel.js';
import type { Purpose } from '../model/effect.js';

/** What an outbox row says is to be done; decided and rendered once, the same at every retry. */
export type EffectBody =
  | { readonly kind: 'send'; readonly instance: string; readonly channel: string; readonly purpose: Purpose; readonly message: Omit<Outbound, 'key'> }
  | { readonly kind: 'activity'; readonly instance: string; readonly invokeId: string; readonly activity: string; readonly input: unknown }
  | { readonly kind: 'handoff'; readonly instance: string; readonly queue: string; readonly reason: string; readonly skills: readonly string[]; readonly priority: number }
  | { readonly kind: 'crm.openCase'; readonly instance: string; readonly identities: readonly string[]; readonly subject: string; readonly priority: 'low' | 'normal' | 'high' }
  | { readonly kind: 'crm.closeCase'; readonly instance: string; readonly identities: readonly string[]; readonly resolution: 'confirmed' | 'assumed' }
  | { readonly kind: 'crm.logInteraction'; readonly instance: string; readonly identities: readonly string[]; readonly summary: string; readonly at: number };

/** Reads an outbox row's text back; it was written by this library and committed by the store. */
export const readEffectBody = (body: string): EffectBody => JSON.parse(body) as EffectBody;
