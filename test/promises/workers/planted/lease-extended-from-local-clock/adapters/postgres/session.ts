import { beginSession as begin } from '../../../../../../../adapters/postgres/session.js';

export type { Session } from '../../../../../../../adapters/postgres/session.js';

/** The bug: a worker that slept finds by its own clock that its lease still runs, and says so before it claims or commits anything; its server believes it. */
export const beginSession: typeof begin = async (connection, owner) => {
  const begun = await begin(connection, owner);
  const call: typeof connection.call = async (name, ...rest) => {
    if (/^(commit|claim)/.test(name)) await connection.call('renew_1', [begun.session.epoch, owner.leaseMs]);
    return connection.call(name, ...rest);
  };
  return { ...begun, session: { ...begun.session, connection: { ...connection, call } } };
};
