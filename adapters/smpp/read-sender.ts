import type { SmppDelivery, SmppSettings } from './smpp-channel-config.js';

/** Who wrote: a phone number in E.164, or an address of another namespace. */
export interface Sender { readonly value: string; readonly namespace?: 'short-code' }

const ton = { unknown: 0, international: 1, networkSpecific: 3, subscriber: 4, abbreviated: 6 } as const;

/**
 * Reads the sender's address by its type of number. A short code is another kind of address than a phone number; a name, a number without
 * its country and one that could be either is nobody: `undefined`, never guessed.
 */
export function readSender(delivery: SmppDelivery, { phoneOf }: Pick<SmppSettings, 'phoneOf'>): Sender | undefined {
  const own = phoneOf?.(delivery);
  if (own !== undefined) return { value: own };
  const { address, ton: type } = delivery.from;
  const international = /^(?:\+|00)?([1-9]\d{8,14})$/.exec(address)?.[1];
  if (international !== undefined && (type === ton.international || type === ton.unknown)) return { value: `+${international}` };
  if (/^\+?[1-9]\d{7}$/.test(address) && type === ton.international) return { value: `+${address.replace('+', '')}` };
  if (/^\d{3,6}$/.test(address) && (type === ton.unknown || type === ton.international)) return { value: address, namespace: 'short-code' };
  const local: readonly number[] = [ton.networkSpecific, ton.subscriber, ton.abbreviated];
  return /^\d{3,8}$/.test(address) && local.includes(type) ? { value: address, namespace: 'short-code' } : undefined;
}
