import { JourneyError } from '../errors/index.js';
import type { Inside } from '../orchestrator/inside.js';
import type { Agents, KnownAgent } from '../ports/agents.js';
import type { Change, LaneEntry } from '../ports/store.js';
import { deskLane } from './desk-lease.js';

/** The agents of a desk whose host brings no directory: kept beside the contacts, so that who was there before a restart is there after it. */
export function createKeptAgents(inside: Inside): Agents {
  const { store } = inside.parts;
  let isClosed = false;
  const enter = (signal: AbortSignal): void => {
    signal.throwIfAborted();
    if (isClosed) throw new JourneyError('Closed', 'The desk is closed.', {});
  };
  return {
    contract: 1, name: 'store',
    open: async (hear, { signal }) => {
      enter(signal);
      for (let after: string | undefined; ;) {
        const rows: readonly LaneEntry[] = await store.rows(deskLane, { prefix, limit: pageSize, ...(after !== undefined && { after }) });
        hear(rows.map(toKnown));
        after = rows.at(-1)?.key;
        if (rows.length < pageSize) return;
      }
    },
    put: async (one, { signal }) => {
      enter(signal);
      await write(inside, { put: [{ key: keyOf(one.agent.id), value: JSON.stringify({ format: 1, ...one }) }] });
    },
    remove: async (agent, { signal }) => {
      enter(signal);
      await write(inside, { drop: [keyOf(agent)] });
    },
    close: async () => { isClosed = true; },
  };
}

function toKnown({ value }: LaneEntry): KnownAgent {
  const { agent, presence }: KnownAgent = JSON.parse(value);
  return { agent, presence };
}

const prefix = 'agent/';
const keyOf = (agent: string): string => `${prefix}${encodeURIComponent(agent)}`;
const pageSize = 100;
const tries = 3;

async function write({ parts: { store, ownership } }: Inside, rows: NonNullable<Change['rows']>): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const [outcome] = await store.commit([{ ...deskLane, expect: -1, epoch: ownership.epoch, rows }]);
    if (outcome?.ok === true) return;
    // where many own the store this one begins anew; where one does it has lost it
    await ownership.regained();
  }
  throw new JourneyError('StoreUnavailable', 'How an agent is now could not be kept; say it again.', { tries });
}
