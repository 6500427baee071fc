import type { Outbound } from '../../src/ports/channel.js';
import { BoundedMap } from './bounded-map.js';

/** Keeps what was written and not yet confirmed by the client, to be written again when it comes back from a dropped line. */
export interface UnconfirmedMessages {
  keep(message: Outbound): void;
  confirm(user: string, key: string): void;
  /** Oldest first, those after `seen`, which confirms itself and what was before it. */
  after(user: string, seen: string | undefined): readonly Outbound[];
}

const maxUsers = 10_000;
const maxPerUser = 50;

export function createUnconfirmedMessages(): UnconfirmedMessages {
  const byUser = new BoundedMap<string, readonly Outbound[]>(maxUsers);
  const of = (user: string): readonly Outbound[] => byUser.get(user) ?? [];
  const replace = (user: string, messages: readonly Outbound[]): void => (messages.length === 0 ? byUser.delete(user) : byUser.set(user, messages));
  return {
    keep: (message) => replace(message.to, [...of(message.to).filter(({ key }) => key !== message.key), message].slice(-maxPerUser)),
    confirm: (user, key) => replace(user, of(user).filter((message) => message.key !== key)),
    after: (user, seen) => {
      const at = of(user).findIndex(({ key }) => key === seen);
      replace(user, of(user).slice(at + 1));
      return of(user);
    },
  };
}
