import type { AssistMark } from './assist-said.js';
import type { RequiredSkill } from './required-skill.js';

/** Somebody's contact that needs a person, from the moment it is asked for until nobody has anything left to do. */
export interface WorkItem {
  readonly id: string;
  readonly customer: string;
  readonly queue: string;
  readonly channel: string;
  readonly reason: string;
  /** 0 to 10, higher is more urgent */
  readonly priority: number;
  readonly skills: readonly RequiredSkill[];
  /** when the customer began to wait, epoch milliseconds; whatever becomes of it, its age is kept */
  readonly since: number;
  /** when the answer that was promised is at risk, and when it is late; epoch milliseconds */
  readonly promised?: { readonly riskAt: number; readonly dueAt: number };
  readonly preferred?: readonly { readonly agent: string; readonly score: number }[];
  readonly lastAgent?: string;
  /** until when only who suits it wholly is asked, where they are there: a call that an agent promised to make; epoch milliseconds */
  readonly keptUntil?: number;
  /** who refused it, and when */
  readonly refused?: readonly { readonly agent: string; readonly at: number }[];
  /** the queues it overflowed from; it does not come back to them by itself */
  readonly overflowed: readonly string[];
  /** how often the customer was called back and not reached */
  readonly tries: number;
  /** a person here has had it: the first answer was given, whatever becomes of it later */
  readonly answered?: true;
  /** a router elsewhere had it, and has it no more: what it says now is late */
  readonly takenBack?: true;
  /** counts its changes; who commands says which one they saw, so that no late command meets a state it was not meant for */
  readonly turn: number;
  readonly life: WorkLife;
}

/** How the customer waits: `live` on the line, to be called back, or for an answer in writing. */
export type WorkKind = 'live' | 'callback' | 'message';

/** A second agent beside the one who has the contact: asked to take it or to help, talking while the customer holds, or all three together. */
export interface Aside { readonly agent: string; readonly transfer: 'cold' | 'warm'; readonly status: 'asked' | 'joined' | 'conference'; /** until when they may answer */ readonly until: number }

/** How far a router elsewhere has come with a contact; `asked` until it has taken it. */
export type AssistStage = 'asked' | 'created' | 'queued' | 'offered' | 'accepted' | 'wrapped-up';

/** Where a contact is. `from`: when it came there, epoch milliseconds; an offer does not end the wait it was made in. */
export type WorkLife =
  | { readonly status: 'bot'; readonly resume?: string; /** how long the bot may keep it */ readonly until: number }
  /** with a router elsewhere: its agent once they have accepted, what it said last, and until when it may be silent */
  | { readonly status: 'elsewhere'; readonly stage: AssistStage; readonly from: number; readonly agent?: string; readonly heard?: AssistMark; readonly until: number }
  | { readonly status: 'waiting'; readonly kind: WorkKind; readonly from: number }
  | { readonly status: 'offered'; readonly kind: WorkKind; readonly from: number; readonly agent: string; readonly until: number }
  | { readonly status: 'assigned'; readonly kind: WorkKind; readonly from: number; readonly agent: string; readonly aside?: Aside }
  | { readonly status: 'scheduled'; readonly due: number; /** whose callback it is */ readonly agent?: string }
  | { readonly status: 'wrap-up'; readonly agent: string; readonly until: number }
  | { readonly status: 'ended'; readonly because: 'served' | 'solved-by-bot' | 'abandoned' };

/** Who sees to a customer; `assist`: a router elsewhere. */
export type WorkOwner = 'bot' | 'assist' | 'queue' | 'callback' | 'message' | { readonly agent: string };

/** Who sees to the customer now: always exactly one, and nobody only once the contact is over. */
export function ownerOf({ life }: Pick<WorkItem, 'life'>): WorkOwner | undefined {
  switch (life.status) {
    case 'bot': return 'bot';
    case 'elsewhere': return life.stage === 'wrapped-up' ? undefined : life.agent === undefined ? 'assist' : { agent: life.agent };
    case 'waiting': case 'offered': return life.kind === 'live' ? 'queue' : life.kind;
    case 'assigned': return { agent: life.agent };
    case 'scheduled': return 'callback';
    case 'wrap-up': case 'ended': return undefined;
  }
}
