import type { WorkItem } from '../model/work-item.js';
import type { WorkTold } from '../routing/queue/work-event.js';

/**
 * What nobody did and somebody should know: no agent who has signed in could ever have a contact; the promise of a first answer is at risk, or broken, or has no moment since its hours never come; a router elsewhere
 * works on a contact that was taken back, or could not be told to let go of it.
 */
export interface DeskWarning { readonly type: 'nobody-can' | 'promise-at-risk' | 'promise-broken' | 'promise-never-due' | 'assist-late' | 'assist-not-told' }

/** What supervisors and agents' screens are told of one contact; changes after they were kept, warnings once, and once more after a restart. */
export interface DeskTold { readonly item: WorkItem; readonly told: WorkTold | DeskWarning }

/**
 * What needs a supervisor and is about no single contact: a figure of a queue has been bad for long enough, or is good again; an agent does not answer, has more than they can do, still has
 * contacts after their shift, or lost a certificate; a directory says of an agent, or a queue of its own decides, what cannot be; another desk has taken over.
 */
export type DeskAlert =
  | { readonly type: 'queue'; readonly queue: string; readonly alert: string; readonly told: 'raised' | 'cleared'; readonly value: number }
  | { readonly type: 'not-responding' | 'overloaded' | 'off-shift-with-work'; readonly agent: string }
  | { readonly type: 'certificate-expired'; readonly agent: string; readonly skill: string }
  | { readonly type: 'agent-unreadable'; readonly agent: string; readonly error: unknown }
  | { readonly type: 'queue-fault'; readonly queue: string; readonly because: 'nobody-waits' | 'nobody-there' | 'no-room' }
  | { readonly type: 'desk-lost' };
