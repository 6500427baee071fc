import type { Visitor } from './greet.js';

/** Finds the sockets of a user; two tabs of one conversation are two entries. */
export interface ConnectedVisitors<C> {
  add(visitor: Visitor, connection: C): void;
  remove(visitor: Visitor, connection: C): void;
  /** those of the conversation; where it has none, any of the same user, since a thread may have been left for a new one */
  reach(user: string, conversation: string | undefined): readonly C[];
}

export function createConnectedVisitors<C>(): ConnectedVisitors<C> {
  const users = new Map<string, Map<C, string>>();
  return {
    add: ({ user, conversation }, connection) => {
      users.set(user, (users.get(user) ?? new Map<C, string>()).set(connection, conversation));
    },
    remove: ({ user }, connection) => {
      const sockets = users.get(user);
      sockets?.delete(connection);
      if (sockets?.size === 0) users.delete(user);
    },
    reach: (user, conversation) => {
      const all = [...(users.get(user) ?? [])];
      const inThread = all.filter(([, thread]) => thread === conversation);
      return (inThread.length > 0 ? inThread : all).map(([connection]) => connection);
    },
  };
}
