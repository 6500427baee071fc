import { JourneyError } from '../../errors/index.js';
import type { Store } from '../../ports/store.js';

const hosts = new WeakMap<Store, object>();

/**
 * A store that several processes share knows one of them by each object: two hosts with the same object would take each other's lease away, again and again. Throws
 * InvalidOptions for the second; a host may open its own as often as it has to.
 */
export function hostOf(store: Store, host: object): void {
  const other = hosts.get(store);
  if (store.info.shared && other !== undefined && other !== host) throw new JourneyError('InvalidOptions', `This object of the store '${store.info.name}' is open in another orchestrator; create one for each.`, { store: store.info.name });
  hosts.set(store, host);
}

/** It could not be opened, and another may try. */
export function letGoOf(store: Store, host: object): void {
  if (hosts.get(store) === host) hosts.delete(store);
}
