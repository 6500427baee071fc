/** How a customer was divided by one experiment, and the goals they reached since, each counted once: what is compared is customers, not runs. */
export interface TrialState { readonly arm: string; readonly at: number; /** `<journey>.<goal>` */ readonly goals: readonly string[] }

/** By the experiment's id. */
export type Trials = { readonly [experiment: string]: TrialState };
