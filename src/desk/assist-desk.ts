import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import type { AssistSaid } from '../model/assist-said.js';
import type { WorkItem } from '../model/work-item.js';
import type { Clock } from '../ports/clock.js';
import type { WorkFact, WorkStep } from '../routing/queue/work-event.js';
import type { HearAssist } from './assist-door.js';
import type { ContactKeeper } from './contact-keeper.js';
import type { DeskTold } from './desk-told.js';
import type { HandOver } from './hand-over.js';

/** The part of a desk whose contacts a router elsewhere has. */
export interface AssistDesk {
  /** hands a contact over that is kept already; rejects where the router may take it later */
  hand(item: WorkItem, request: HandoffRequest): Promise<void>;
  readonly hear: HearAssist;
}

interface AssistDeskParts {
  readonly keeper: ContactKeeper;
  readonly handOver: HandOver;
  readonly clock: Clock;
  /** hears what supervisors should know */
  readonly warn: (what: DeskTold) => void;
  /** something may have come to the desk's own line */
  readonly offer: () => void;
}

/** Makes it, over what a keeper has. */
export function createAssistDesk(parts: AssistDeskParts): AssistDesk {
  const { keeper, handOver, clock, offer } = parts;
  return {
    hand: async (item, request) => {
      const type = await handOver.hand(keeper.keptOf(item), request) === 'taken' ? 'assist-took' : 'assist-refused';
      const step = await befall(keeper, item.id, { type, at: clock.now() });
      // the desk had not waited for so long
      if (type === 'assist-took' && step?.refused !== undefined) letGoAgain(parts, step.item);
      offer();
    },
    hear: async (said, tenant) => {
      const step = await befall(keeper, said.item, { type: 'assist-said', said, at: clock.now() }, tenant);
      if (step?.refused !== undefined && step.item.takenBack === true && isAtWork(said)) {
        parts.warn({ item: step.item, told: { type: 'assist-late' } });
        letGoAgain(parts, step.item);
      }
      offer();
    },
  };
}

/** somebody elsewhere is about to help, or does */
const isAtWork = ({ type }: AssistSaid): boolean => type === 'offered' || type === 'accepted' || type === 'transferred';

const tries = 5;

/** What has happened holds whatever anybody saw: where the contact changed meanwhile it is brought once more. `undefined` for one that is not here, or of another tenant. */
async function befall(keeper: ContactKeeper, item: string, fact: WorkFact, tenant?: string): Promise<WorkStep | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await keeper.settled(item);
    if (before === undefined || (tenant !== undefined && tenant !== keeper.keptOf(before).tenant)) return undefined;
    const step = await keeper.apply(before, fact);
    if (step.refused !== 'stale' || attempt >= tries) return step;
  }
}

function letGoAgain({ keeper, handOver, warn }: AssistDeskParts, item: WorkItem): void {
  void handOver.takeBack(keeper.keptOf(item)).then((isTold) => { if (!isTold) warn({ item, told: { type: 'assist-not-told' } }); });
}
