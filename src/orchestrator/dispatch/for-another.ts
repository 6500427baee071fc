import type { CustomerState } from '../../customer/customer-state.js';
import type { EffectBody } from '../../customer/effect-body.js';
import type { Runtime } from '../runtime.js';
import type { Adapters } from './perform-effect.js';

/**
 * What speaks against performing an effect here, where other processes share the store and one of them may: while versions of a host run beside each other the older one
 * knows not every version of a journey, and has not every channel and activity. Its tries would be used up, and an answer be taken without its contract.
 */
export function whyForAnother({ ownership, world }: Runtime, { channels, activities }: Adapters, body: EffectBody, state: CustomerState): 'UnknownJourney' | 'NoAdapter' | undefined {
  if (!ownership.shared) return undefined;
  if (body.kind === 'send') return channels[body.channel] === undefined ? 'NoAdapter' : undefined;
  if (body.kind !== 'activity') return undefined;
  const instance = state.instances.find((one) => one.id === body.instance);
  if (instance !== undefined && world.book.find(instance.journey, instance.version) === undefined) return 'UnknownJourney';
  return activities[body.activity] === undefined ? 'NoAdapter' : undefined;
}

/** until another process may have it, milliseconds: this one may well be handed it again */
export const anothersMs = 1_000;
