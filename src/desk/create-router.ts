import { JourneyError } from '../errors/index.js';
import { parseEffectKey } from '../model/effect-key.js';
import type { WorkItem } from '../model/work-item.js';
import type { Clock } from '../ports/clock.js';
import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { chooseAgent } from '../routing/agents/choose-agent.js';
import { wakesAt } from '../routing/queue/pass-time.js';
import { placesHeld } from '../routing/queue/places-held.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { startElsewhere } from '../routing/queue/step-assist.js';
import { startWork } from '../routing/queue/start-work.js';
import { workAsked } from '../routing/queue/work-asked.js';
import type { WorkCommand, WorkEvent, WorkFact, WorkRefusal } from '../routing/queue/work-event.js';
import type { AssistDesk } from './assist-desk.js';
import type { ContactKeeper } from './contact-keeper.js';
import type { DeskPromises } from './desk-promises.js';
import type { DeskAlert, DeskTold } from './desk-told.js';
import type { HandOver } from './hand-over.js';
import type { Kept } from './keep-contact.js';
import { offerContacts } from './offer-contacts.js';
import { readSays } from './read-says.js';
import { preferAgents, type PreferAgents } from './prefer-agents.js';

type WithoutTime<E> = E extends unknown ? Omit<E, 'at' | 'turn'> & { readonly turn?: number } : never;
/** What an agent, the bot or the customer says of a contact. `turn`: the change they saw last; the last one there is where absent. */
export type DeskSays = WithoutTime<Exclude<WorkCommand, { readonly type: 'offer' }>> | WithoutTime<Exclude<WorkFact, { readonly type: 'time' | 'agent-gone' | 'assist-took' | 'assist-refused' | 'assist-said' }>>;

interface RouterParts {
  readonly keeper: ContactKeeper;
  readonly clock: Clock;
  readonly policyOf: (queue: string) => QueuePolicy;
  readonly tickMs: number;
  readonly returnMs: number;
  readonly promises: DeskPromises;
  readonly prefer?: PreferAgents;
  /** hears what supervisors should know */
  readonly warn: (what: DeskTold) => void;
  /** hears what needs a supervisor beside contacts */
  readonly alert: (what: DeskAlert) => void;
  /** an agent who had contacts did not come back after a restart */
  readonly stayedAway: (agent: string) => Promise<void>;
  /** looks at everything once more, as time passes */
  readonly look: (at: number) => void;
  /** who helped the customer last in this conversation */
  readonly lastAgent: (request: HandoffRequest) => Promise<string | undefined>;
  /** whether a run that is over asks, whose contact is over too: the asking comes once more after a crash */
  readonly wasHelped: (request: HandoffRequest) => Promise<boolean>;
  /** hands a contact over to a router elsewhere; called for queues that have one */
  readonly hand: AssistDesk['hand'];
  readonly packetFor: HandOver['packetFor'];
}

/** What offers contacts to agents and looks at the time. */
export interface Router {
  /** `there`: agents of whom it is known that they are there now */
  begin(there: readonly string[]): void;
  /** offers what can be */
  offer(): void;
  ask(request: HandoffRequest): Promise<void>;
  /** an agent is gone: what they had goes to others */
  gone(agent: string): Promise<void>;
  /** an agent has come back after a restart */
  back(agent: string): void;
  say(item: string, says: DeskSays): Promise<{ readonly item?: WorkItem; readonly refused?: WorkRefusal }>;
  end(): void;
}

/** Makes a router over what a keeper has. */
export function createRouter(parts: RouterParts): Router {
  const { keeper, clock } = parts;
  const { book } = keeper;
  const away = new Map<string, number>();
  const ticking = createTicking(parts, () => {
    for (const [agent, until] of away) if (until <= clock.now() && away.delete(agent)) void parts.stayedAway(agent);
  });
  return {
    begin: (there) => {
      for (const item of book.all()) for (const { agent } of placesHeld(item)) if (!there.includes(agent)) away.set(agent, clock.now() + parts.returnMs);
      ticking.begin();
    },
    end: ticking.end,
    offer: () => offerAll(parts),
    ask: async (request) => {
      const before = book.all().find((one) => isOf(one, request.instance));
      if (before !== undefined) return askAgain(parts, before, request);
      if (await parts.wasHelped(request)) return;
      const item = await keeper.ask(keptBy(parts, request, workOf(request, await parts.lastAgent(request), clock.now())), request.key);
      if (item !== undefined && parts.promises.isNeverDue(item)) parts.warn({ item, told: { type: 'promise-never-due' } });
      if (item?.life.status === 'elsewhere') await parts.hand(item, request);
      offerAll(parts);
    },
    gone: (agent) => goneFrom(parts, agent),
    back: (agent) => void away.delete(agent),
    say: async (id, given) => {
      const says = readSays(given, clock.now());
      const before = await keeper.settled(id);
      if (before === undefined) return { refused: 'not-now' };
      if (says.type === 'transfer' && book.agent(says.to) === undefined) throw new JourneyError('InvalidInput', 'A contact is given to an agent whom the desk does not know.', { path: 'says.to' });
      if ('agent' in says) away.delete(says.agent);
      const { item, refused } = await keeper.apply(before, eventOf(says, before.turn, clock.now()));
      offerAll(parts);
      return refused === undefined ? { item } : { item, refused };
    },
  };
}

const commands: readonly string[] = ['accept', 'reject', 'finish', 'wrapped', 'transfer', 'move', 'confer', 'complete', 'call-off', 'hand-back', 'promise-callback', 'not-reached'] satisfies readonly WorkCommand['type'][];

const eventOf = (says: DeskSays, turn: number, at: number): WorkEvent => (commands.includes(says.type) ? { turn, ...says, at } : { ...says, at }) as WorkEvent;

/** While an agent wraps up, the customer may need somebody again: that is another contact. */
const isOf = ({ id, life }: WorkItem, instance: string): boolean => life.status !== 'wrap-up' && String(parseEffectKey(id).cause) === instance;

/** The bot that has it wants a person; else somebody has been asked already. */
async function askAgain(parts: RouterParts, { id }: WorkItem, request: HandoffRequest): Promise<void> {
  const before = await parts.keeper.settled(id);
  if (before?.life.status === 'elsewhere' && before.life.stage === 'asked') await parts.hand(before, request);
  if (before?.life.status === 'bot') await parts.keeper.apply(before, { type: 'person-asked', at: parts.clock.now() }, request.key);
  else if (before !== undefined && request.key !== id) await parts.keeper.askAgain(before, request.key);
  offerAll(parts);
}

/** On the channel where the customer was heard last. */
function workOf({ key, customer, queue, reason, skills, priority, briefing }: HandoffRequest, lastAgent: string | undefined, at: number): WorkItem {
  const channel = briefing.interactions.findLast(({ direction }) => direction === 'in')?.channel ?? briefing.conversation?.channels.at(-1) ?? 'unknown';
  return startWork({ id: key, customer, queue, channel, reason, priority: Math.min(10, Math.max(0, priority)), skills: skills.map((skill) => ({ skill })), ...(lastAgent !== undefined && { lastAgent }) }, at);
}

/** What goes along elsewhere is made here and kept, so that a second try brings the same. */
function keptBy(parts: RouterParts, request: HandoffRequest, work: WorkItem): Kept {
  const item = placed(parts, parts.promises.promisedTo(preferAgents(parts.prefer, request, work)));
  const packet = item.life.status === 'elsewhere' ? parts.packetFor(request) : undefined;
  return { tenant: request.tenant, item, ...(packet !== undefined && { packet }) };
}

const placed = ({ policyOf, clock }: RouterParts, item: WorkItem): WorkItem => startElsewhere(policyOf(item.queue), item, clock.now()) ?? item;

/** Tells where no agent who has signed in could ever have a contact. */
export function warnWhereNobodyCan(parts: Pick<RouterParts, 'keeper' | 'policyOf' | 'clock' | 'warn'>, item: WorkItem): void {
  if (item.life.status === 'waiting' && canNobody(parts, item)) parts.warn({ item, told: { type: 'nobody-can' } });
}

function canNobody({ keeper: { book }, policyOf, clock }: Pick<RouterParts, 'keeper' | 'policyOf' | 'clock'>, item: WorkItem): boolean {
  const decision = chooseAgent(policyOf(item.queue).match, book.agents(), workAsked(item, clock.now()));
  return decision.verdict === 'none' && decision.because === 'nobody-can';
}

const offerAll = ({ keeper, clock, alert }: RouterParts): void => offerContacts(keeper, clock.now(), alert);

async function goneFrom(parts: RouterParts, agent: string): Promise<void> {
  const { keeper, clock } = parts;
  const theirs = keeper.book.all().filter(({ life }) => ('agent' in life && life.agent === agent) || (life.status === 'assigned' && life.aside?.agent === agent));
  await Promise.all(theirs.map((item) => keeper.apply(item, { type: 'agent-gone', agent, at: clock.now() })));
  offerAll(parts);
}

function createTicking(parts: RouterParts, also: () => void): { begin(): void; end(): void } {
  const { keeper, clock, policyOf, tickMs } = parts;
  let cancel = (): void => {};
  const tick = (): void => {
    const at = clock.now();
    cancel = clock.after(tickMs, tick);
    for (const item of keeper.book.all()) {
      if ((wakesAt(policyOf(item.queue), item) ?? Infinity) <= at) void keeper.apply(item, { type: 'time', at }).catch(() => {});
    }
    also();
    for (const warning of parts.promises.warnings(keeper.book.all(), at)) parts.warn(warning);
    parts.look(at);
    offerAll(parts);
  };
  return { begin: () => { cancel = clock.after(tickMs, tick); }, end: () => cancel() };
}
