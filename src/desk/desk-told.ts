import type { WorkItem } from '../model/work-item.js';
import type { WorkTold } from '../routing/queue/work-event.js';

/**
 * What nobody did and somebody should know: no agent who has signed in could ever have a contact; the promise of a first answer is at risk, or broken; a router elsewhere
 * works on a contact that was taken back, or could not be told to let go of it.
 */
export interface DeskWarning { readonly type: 'nobody-can' | 'promise-at-risk' | 'promise-broken' | 'assist-late' | 'assist-not-told' }

/** What supervisors and agents' screens are told of one contact; changes after they were kept, warnings once, and once more after a restart. */
export interface DeskTold { readonly item: WorkItem; readonly told: WorkTold | DeskWarning }
