import { JourneyError } from '../errors/index.js';
import { type CustomerId, isCustomerId } from './customer-id.js';
import { type InstanceId, isInstanceId } from './instance-id.js';
import { isTenant, type Tenant } from './tenant.js';

declare const effectKeyBrand: unique symbol;
/**
 * Names one effect, the same at every retry, so that the receiver can ignore the second one: `<tenant>/<instance>/<seq>/<index>`,
 * or `<tenant>/<customer>/<seq>/<index>` where no journey caused it.
 */
export type EffectKey = string & { readonly [effectKeyBrand]: true };

/** What an effect key is made of: who caused it, the sequence number of the step in it and the place among that step's effects, both from 0. */
export interface EffectKeyParts { readonly tenant: Tenant; readonly cause: InstanceId | CustomerId; readonly seq: number; readonly index: number }

/** Makes the key of an effect; InvalidInput where a part cannot stand in one. */
export function effectKey({ tenant, cause, seq, index }: EffectKeyParts): EffectKey {
  const key = `${tenant}/${cause}/${seq}/${index}`;
  return isEffectKey(key) ? key : refuse('effect');
}

/** Reads an effect key into its parts; InvalidInput where it is none. */
export function parseEffectKey(text: string, path = 'effect'): EffectKeyParts {
  return parsed(text) ?? refuse(path);
}

/** Asks whether a text is an effect key. */
export function isEffectKey(text: string): text is EffectKey {
  return parsed(text) !== undefined;
}

function parsed(text: string): EffectKeyParts | undefined {
  const beforeIndex = text.lastIndexOf('/');
  const beforeSeq = text.lastIndexOf('/', beforeIndex - 1);
  const afterTenant = text.indexOf('/');
  if (afterTenant < 0 || beforeSeq <= afterTenant) return undefined;
  const tenant = text.slice(0, afterTenant);
  const cause = text.slice(afterTenant + 1, beforeSeq);
  const seq = text.slice(beforeSeq + 1, beforeIndex);
  const index = text.slice(beforeIndex + 1);
  if (!isTenant(tenant) || !(isInstanceId(cause) || isCustomerId(cause))) return undefined;
  return countedFromZero.test(seq) && countedFromZero.test(index) ? { tenant, cause, seq: Number(seq), index: Number(index) } : undefined;
}

function refuse(path: string): never {
  throw new JourneyError('InvalidInput', 'An effect is named as <tenant>/<instance or customer>/<seq>/<index>, both counted from 0.', { path });
}

const countedFromZero = /^(0|[1-9]\d{0,14})$/;
