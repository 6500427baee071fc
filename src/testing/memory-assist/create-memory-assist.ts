import { JourneyError } from '../../errors/index.js';
import type { Assist, AssistDeliver, AssistHanded, AssistIo, AssistSaid, AssistWork } from '../../ports/index.js';
import type { AssistTrouble } from '../assist-cases/assist-harness.js';

/** A router in memory, for tests and examples: what it has, and what it is to say. */
export interface MemoryAssist extends Assist {
  /** the contacts it has, in the order they came */
  contacts(): readonly AssistWork[];
  /** says things of contacts; settles once they are kept */
  says(said: readonly AssistSaid[]): Promise<void>;
  /** does something else with what comes; nothing where absent */
  trouble(what?: AssistTrouble): void;
}

/** Makes a router in memory that a desk can hand contacts over to. */
export function createMemoryAssist(): MemoryAssist {
  const taken = new Map<string, AssistWork>();
  let trouble: AssistTrouble | undefined;
  let deliver: AssistDeliver | undefined;
  let isClosed = false;
  const enter = ({ signal }: AssistIo): void => {
    signal.throwIfAborted();
    if (isClosed) throw new JourneyError('Closed', 'The memory assist is closed.', {});
  };
  return {
    contract: 1, name: 'memory',
    open: async (to) => { deliver = to; },
    hand: async (work, io) => {
      enter(io);
      if (trouble !== undefined) return answers[trouble];
      if (!taken.has(work.item)) taken.set(work.item, structuredClone(work));
      return { status: 'taken' };
    },
    takeBack: async ({ item }, io) => {
      enter(io);
      if (trouble !== undefined) throw new JourneyError('HandoffFailed', 'The router is in trouble.', {});
      taken.delete(item);
    },
    close: async () => { isClosed = true; },
    contacts: () => [...taken.values()],
    says: async (said) => deliver?.(said),
    trouble: (what) => { trouble = what; },
  };
}

const answers: { readonly [T in AssistTrouble]: AssistHanded } = { away: { status: 'retry' }, busy: { status: 'retry', retryAfterMs: 1_000 }, refuses: { status: 'refused', code: 'no-such-queue' } };
