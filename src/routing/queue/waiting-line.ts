import type { AgentAtWork } from '../../model/agent-at-work.js';
import type { WorkItem } from '../../model/work-item.js';
import type { AgentPool } from '../agents/agent-pool.js';
import { channelsOf, roomFor } from '../agents/agent-room.js';
import { checkAgent, toWanted } from '../agents/check-agent.js';
import { createMomentHeap } from './moment-heap.js';
import type { QueuePolicy } from './queue-policy.js';
import { compareWork, scoreWork } from './score-work.js';
import { createLike, placedAgainAt, type Like } from './like-work.js';
import { workAsked } from './work-asked.js';

/** Contacts that wait, kept so that the most urgent one for an agent is found by looking at few. Moments that it is given never go back. */
export interface WaitingLine {
  readonly size: number;
  /** a contact that waits as of a moment; in place of the one of its id */
  add(item: WorkItem, at: number): void;
  /** a contact that waits no more */
  remove(id: string): void;
  /** what an agent of the pool, who has become free, is to be offered: of all they may have now, the most urgent */
  nextFor(pool: AgentPool, agent: string, at: number): WorkItem | undefined;
  /** the most urgent contact for whom anybody is free, and the best of those for it */
  nextPair(pool: AgentPool, at: number): { readonly item: WorkItem; readonly agent: AgentAtWork } | undefined;
}

/** Makes an empty line; `policyOf` must give each queue the same policy each time. */
export function createWaitingLine(policyOf: (queue: string) => QueuePolicy): WaitingLine {
  const shelves = createShelves(policyOf);
  const scored = (item: WorkItem, at: number): Found => ({ item, score: scoreWork(policyOf(item.queue), item, at) });
  return {
    get size() { return shelves.size; },
    add: (item, at) => shelves.put(item, at),
    remove: (id) => shelves.remove(id),
    nextFor: (pool, id, at) => {
      shelves.advance(at);
      const agent = pool.find(id);
      if (agent === undefined) return undefined;
      const open = new Set(channelsOf(agent.agent.capacity).filter((channel) => roomFor(agent, channel) === undefined));
      const likes = Object.keys(agent.agent.queues).flatMap((queue) => [...shelves.of(queue)]).filter(({ channel }) => open.has(channel));
      return firstOf(likes, (item) => scored(item, at), (item) => checkAgent(toWanted(policyOf(item.queue).match, workAsked(item, at), pool.find), agent) === undefined);
    },
    nextPair: (pool, at) => {
      shelves.advance(at);
      const staffed = shelves.queues().filter((queue) => !isEmpty(pool.readyIn(queue))).flatMap((queue) => [...shelves.of(queue)]);
      for (const { item } of staffed.flatMap((like) => [...like.heads()]).map((one) => scored(one, at)).toSorted(compareWork)) {
        const agent = pool.best(policyOf(item.queue).match, workAsked(item, at));
        if (agent !== undefined) return { item, agent };
      }
      return undefined;
    },
  };
}

interface Found { readonly item: WorkItem; readonly score: number }

const isEmpty = (some: Iterable<unknown>): boolean => some[Symbol.iterator]().next().done === true;

function firstOf(likes: readonly Like[], scored: (item: WorkItem) => Found, mayHave: (item: WorkItem) => boolean): WorkItem | undefined {
  let best: Found | undefined;
  for (const like of likes) {
    for (const item of like.heads()) {
      const one = scored(item);
      if ((best === undefined || compareWork(one, best) < 0) && mayHave(item)) best = one;
    }
  }
  return best?.item;
}

/** Contacts by queue and by what they are alike in. */
interface Shelves {
  readonly size: number;
  put(item: WorkItem, at: number): void;
  remove(id: string): void;
  /** puts those elsewhere whose promise has come to be at risk, or broken, by a moment */
  advance(at: number): void;
  queues(): readonly string[];
  of(queue: string): Iterable<Like>;
}

function createShelves(policyOf: (queue: string) => QueuePolicy): Shelves {
  const known = new Map<string, { readonly item: WorkItem; readonly like: Like }>();
  const queues = new Map<string, Map<string, Like>>();
  const moments = createMomentHeap<WorkItem>();
  const remove = (id: string): void => {
    const one = known.get(id);
    known.delete(id);
    one?.like.remove(one.item);
    if (one?.like.isEmpty() === true) queues.get(one.item.queue)?.delete(one.like.key);
  };
  return {
    get size() { return known.size; },
    remove,
    put: (item, at) => {
      remove(item.id);
      const like = likeOf(queues, item, policyOf);
      known.set(item.id, { item, like });
      like.place(item, at);
      for (const moment of placedAgainAt(policyOf(item.queue), item)) if (moment > at) moments.push({ at: moment, what: item });
    },
    advance: (at) => {
      for (let item = moments.popDue(at); item !== undefined; item = moments.popDue(at)) {
        const one = known.get(item.id);
        if (one?.item === item) one.like.place(item, at);
      }
    },
    queues: () => [...queues.keys()],
    of: (queue) => queues.get(queue)?.values() ?? [],
  };
}

function likeOf(queues: Map<string, Map<string, Like>>, item: WorkItem, policyOf: (queue: string) => QueuePolicy): Like {
  const likes = queues.get(item.queue) ?? new Map<string, Like>();
  queues.set(item.queue, likes);
  const key = keyOf(item);
  const like = likes.get(key) ?? createLike(key, item.channel, policyOf(item.queue));
  likes.set(key, like);
  return like;
}

/** contacts alike in this may be had by the same agents, but that the older one asks for less */
const keyOf = ({ channel, priority, skills }: WorkItem): string => JSON.stringify([channel, priority, skills]);
