import { activity as declared, type Activity } from '../../../../../../src/model/activity.js';

export type { Activity, ActivityMap } from '../../../../../../src/model/activity.js';

/** Tried on and on: an attempt that dies with its process counts, and where processes die this often three would soon be used up. */
export const activity = <I, O>(contract: Omit<Activity<I, O>, 'kind' | 'attempts'>): Activity<I, O> => declared({ ...contract, attempts: 1_000 });
