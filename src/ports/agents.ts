import type { AgentOptions } from '../model/agent.js';
import type { Presence } from '../model/agent-at-work.js';

/**
 * Who works for a contact centre and whether they are there: skills, certificates, shifts and presence, as a host knows them. A desk asks when it opens, hears every change,
 * and tells what it learns itself. Members stand in life-cycle order.
 */
export interface Agents {
  readonly contract: 1;
  /** the technology or product, as in `memory` */
  readonly name: string;
  /** Tells of everybody there is, and settles then; from then on of every change, whoever made it, until `close`. */
  open(hear: (news: readonly AgentNews[]) => void, io: AgentsIo): Promise<void>;
  /** An agent is now as this says: they signed in at a desk, or did not answer an offer. Resolves once that is kept. */
  put(one: KnownAgent, io: AgentsIo): Promise<void>;
  /** An agent who is no more; one who is not known is not an error. */
  remove(agent: string, io: AgentsIo): Promise<void>;
  /** Tells nothing any more; may be called twice. */
  close(): Promise<void>;
}

/** What every call is given beside its content: `signal` aborts at the call's time-out and when the desk closes. */
export interface AgentsIo { readonly signal: AbortSignal }
/** An agent with what they can do and whether they take work. */
export interface KnownAgent { readonly agent: AgentOptions; readonly presence: Presence }
/** An agent as they are now, or who is no more. */
export type AgentNews = KnownAgent | { readonly gone: string };
