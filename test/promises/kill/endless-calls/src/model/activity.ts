import { activity as declared, type Activity } from '../../../../../../src/model/activity.js';

export type { Activity, ActivityMap } from '../../../../../../src/model/activity.js';

const never = 86_400_000 * 100;

/**
 * Tried on and on: an attempt that dies with its process counts, and where processes die this often three would soon be used up. And none
 * takes too long, since the town's time passes in steps.
 */
export const activity = <I, O>(contract: Omit<Activity<I, O>, 'kind' | 'attempts'>): Activity<I, O> => declared({ ...contract, timeoutMs: never, attempts: 1_000 });
