import { JourneyError } from '../errors/index.js';
import { defineAgent, type Agent, type AgentOptions } from '../model/agent.js';
import type { Presence } from '../model/agent-at-work.js';
import { days, seconds } from '../model/duration.js';
import type { CallWithTimeOut } from '../orchestrator/call-with-time-out.js';
import type { CalendarOptions } from '../policy/time/business-calendar.js';
import type { AgentNews, Agents, KnownAgent } from '../ports/agents.js';
import type { Clock } from '../ports/clock.js';
import type { ContactBook } from './contact-book.js';
import type { DeskAlert } from './desk-told.js';
import { shiftsOf } from './shifts-of.js';

/** Who works at a desk: what the directory of agents says and the desk learns, with shifts by their schedules. */
export interface Roster {
  /** takes in everybody whom the directory knows, and then every change; answers who is there */
  open(): Promise<readonly string[]>;
  /** an agent says how they are; resolves once that is kept. InvalidOptions for one that makes no sense */
  sign(agent: AgentOptions, presence: Presence): Promise<void>;
  signOff(agent: string): Promise<void>;
  /** an agent did not answer an offer, which ended at `until`; it says nothing of one who could not have seen it end: the desk was not open, or they signed in later */
  missed(agent: string, until: number): void;
  /** the desk has learnt how an agent is */
  learn(agent: string, presence: Presence): void;
  /** shifts of the days to come, once a day */
  tick(at: number): void;
  close(): Promise<void>;
}

export interface RosterParts {
  readonly directory: Agents;
  readonly book: ContactBook;
  readonly clock: Clock;
  readonly call: CallWithTimeOut;
  readonly schedules: { readonly [name: string]: CalendarOptions };
  readonly alert: (what: DeskAlert) => void;
  /** an agent is there after a restart */
  readonly back: (agent: string) => void;
  /** an agent is gone: nothing stays with them */
  readonly gone: (agent: string) => Promise<void>;
  /** an agent may have come */
  readonly offer: () => void;
}

/** milliseconds */
const callMs = seconds(10);

/** Makes one that knows nobody yet. */
export function createRoster(parts: RosterParts): Roster {
  const { directory, clock, call } = parts;
  const those = createThoseKnown(parts);
  const put = (one: KnownAgent): Promise<void> => call(callMs, (io) => directory.put(one, io));
  const learn = (id: string, presence: Presence): void => {
    const agent = those.becomes(id, presence);
    // it is learnt again where it could not be kept
    if (agent !== undefined) void put({ agent, presence }).catch(() => {});
  };
  let shownUntil = clock.now() + days(1);
  let openedAt = clock.now();
  return {
    open: async () => {
      await call(callMs, (io) => directory.open((news) => { for (const one of news) void those.hear(one).catch(() => {}); }, io));
      openedAt = clock.now();
      return those.ids();
    },
    sign: async (agent, presence) => {
      const one = checked({ agent, presence }, parts.schedules);
      parts.back(agent.id);
      await put(one);
      await those.take(one);
    },
    signOff: async (agent) => {
      await call(callMs, (io) => directory.remove(agent, io));
      await those.hear({ gone: agent });
    },
    missed: (agent, until) => { if (until > Math.max(openedAt, those.cameAt(agent))) learn(agent, 'not-responding'); },
    learn,
    tick: (at) => {
      if (at < shownUntil) return;
      shownUntil = at + days(1);
      those.newDay();
    },
    close: () => directory.close(),
  };
}

interface ThoseKnown {
  ids(): readonly string[];
  /** when it was said last that an agent takes work, epoch milliseconds; 0 where it never was */
  cameAt(agent: string): number;
  take(one: { readonly agent: Agent; readonly presence: Presence }): Promise<void>;
  hear(news: AgentNews): Promise<void>;
  /** the agent, as they were said to be; `undefined` for one who is not known */
  becomes(agent: string, presence: Presence): Agent | undefined;
  newDay(): void;
}

/** Agents as they were said to be, and in the book with their shifts. */
function createThoseKnown({ book, clock, schedules, alert, gone, offer }: RosterParts): ThoseKnown {
  const known = new Map<string, Agent>();
  const came = new Map<string, number>();
  const dutyOf = createDuty(schedules, clock);
  const show = (agent: Agent, presence: Presence): void => book.sign({ idleSince: clock.now(), ...book.agent(agent.id), agent: dutyOf(agent), presence });
  const take: ThoseKnown['take'] = async ({ agent, presence }) => {
    known.set(agent.id, agent);
    if (presence === 'available') came.set(agent.id, clock.now());
    show(agent, presence);
    if (presence === 'offline') await gone(agent.id);
    offer();
  };
  const leave = async (agent: string): Promise<void> => {
    known.delete(agent);
    came.delete(agent);
    book.signOff(agent);
    await gone(agent);
  };
  const takeOrTell = async (news: KnownAgent): Promise<void> => {
    try {
      await take(checked(news, schedules));
    } catch (error) {
      // what was known of them before holds on
      alert({ type: 'agent-unreadable', agent: String(news.agent?.id), error });
    }
  };
  return {
    take,
    ids: () => [...known.keys()],
    cameAt: (agent) => came.get(agent) ?? 0,
    hear: (news) => ('gone' in news ? leave(news.gone) : takeOrTell(news)),
    becomes: (id, presence) => {
      const agent = known.get(id);
      if (agent !== undefined) show(agent, presence);
      return agent;
    },
    newDay: () => { for (const agent of known.values()) if (agent.schedule !== undefined) show(agent, book.agent(agent.id)?.presence ?? 'offline'); },
  };
}

function checked({ agent, presence }: KnownAgent, schedules: RosterParts['schedules']): { readonly agent: Agent; readonly presence: Presence } {
  const read = defineAgent(agent);
  if (read.schedule !== undefined && !Object.hasOwn(schedules, read.schedule)) throw new JourneyError('InvalidOptions', 'agent.schedule: the desk has no such schedule.', { path: 'agent.schedule' });
  if (!presences.includes(presence)) throw new JourneyError('InvalidOptions', `presence: it is one of ${presences.join(', ')}.`, { path: 'presence' });
  return { agent: read, presence };
}

const presences: readonly Presence[] = ['available', 'busy', 'away', 'not-responding', 'offline'];

/** An agent with the shifts of a week to come; they are looked at anew each day. */
function createDuty(schedules: RosterParts['schedules'], clock: Clock): (agent: Agent) => Agent {
  const made = new Map<string, { readonly at: number; readonly shifts: NonNullable<Agent['shifts']> }>();
  const shiftsBy = (name: string, options: CalendarOptions): NonNullable<Agent['shifts']> => {
    const at = clock.now();
    const before = made.get(name);
    if (before !== undefined && at - before.at < days(1)) return before.shifts;
    const shifts = shiftsOf(options, at - days(1), at + days(7));
    made.set(name, { at, shifts });
    return shifts;
  };
  return (agent) => {
    const options = agent.schedule === undefined ? undefined : schedules[agent.schedule];
    return options === undefined || agent.schedule === undefined ? agent : { ...agent, shifts: [...(agent.shifts ?? []), ...shiftsBy(agent.schedule, options)] };
  };
}
