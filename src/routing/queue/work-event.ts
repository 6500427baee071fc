import type { AssistSaid } from '../../model/assist-said.js';
import type { WorkItem } from '../../model/work-item.js';

/** What somebody wants done with a contact. It holds for the turn they saw; where it has changed since, they are told so and look again. */
export type WorkCommand = { readonly at: number; readonly turn: number; readonly agent: string } & (
  /** the router offers it to an agent; the agent takes it, or does not want it. So does one who is asked to join or to take over */
  | { readonly type: 'offer' | 'accept' | 'reject' }
  /** the contact is over, and then the work after it */
  | { readonly type: 'finish' | 'wrapped' }
  /** gives it to another once they have taken it (cold), or talks to them first while the customer holds (warm) */
  | { readonly type: 'transfer'; readonly transfer: 'cold' | 'warm'; readonly to: string }
  /** gives it to a queue, with other skills if need be */
  | { readonly type: 'move'; readonly queue: string; readonly skills?: WorkItem['skills'] }
  /** all three talk; the first leaves it to the second; either ends what is beside the contact */
  | { readonly type: 'confer' | 'complete' | 'call-off' }
  /** the bot goes on, where `resume` says */
  | { readonly type: 'hand-back'; readonly resume?: string }
  /** the agent will call, or anybody will */
  | { readonly type: 'promise-callback'; readonly due: number; readonly mine: boolean }
  | { readonly type: 'not-reached' }
);

/** What has happened, whatever anybody saw. */
export type WorkFact = { readonly at: number } & (
  /** the bot hands over, or needs no person */
  | { readonly type: 'person-asked' | 'bot-solved' }
  /** the customer would rather be called: when they say, else as soon as it is their turn */
  | { readonly type: 'callback-asked'; readonly due?: number }
  | { readonly type: 'customer-left' }
  /** a router elsewhere has taken the contact over, or does not want it; says something of it; is to give it back */
  | { readonly type: 'assist-took' | 'assist-refused' | 'take-back' }
  | { readonly type: 'assist-said'; readonly said: AssistSaid }
  /** offline, or deleted */
  | { readonly type: 'agent-gone'; readonly agent: string }
  /** a look at the clock: what is due by itself is done */
  | { readonly type: 'time' }
);

/** One thing that befalls a contact; `at` in epoch milliseconds. */
export type WorkEvent = WorkCommand | WorkFact;

/** Why a command is not done: it was meant for a turn that is past, by somebody whose contact it is not, or makes no sense where the contact is. */
export type WorkRefusal = 'stale' | 'not-yours' | 'not-now';

/**
 * What those who watch are told. `missed`: an agent did not answer, and takes no more until they say that they are back. `assist-failed`, `assist-silent`: the router
 * elsewhere will not help, or says nothing; `taken-back`: it must let go of the contact.
 */
export type WorkTold =
  | { readonly type: 'queued'; readonly queue: string }
  | { readonly type: 'offered' | 'answered' | 'refused' | 'missed' | 'lost' | 'joined' | 'wrapped-up'; readonly agent: string }
  | { readonly type: 'overflowed'; readonly from: string; readonly to: string }
  | { readonly type: 'gave-up'; readonly to: 'callback' | 'message' }
  | { readonly type: 'callback-asked' | 'callback-due' | 'handed-back' | 'abandoned' | 'solved-by-bot' | 'bot-too-long' | 'assist-failed' | 'assist-silent' | 'taken-back' }
  | { readonly type: 'transferred'; readonly to: string };

/** What an event comes to. */
export interface WorkStep { readonly item: WorkItem; readonly told: readonly WorkTold[]; readonly refused?: WorkRefusal }
