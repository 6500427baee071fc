/** How far a channel is on its way out (care-rules 3.20), from not at all to gone. */
export const retirementStages = ['active', 'discouraged', 'announced', 'inbound-restricted', 'drain', 'redirect-only', 'retired'] as const;
/** One stage of a channel's end. */
export type RetirementStage = (typeof retirementStages)[number];

/** Asks whether a channel still takes what is new: `discouraged` and `announced` do and are only not promoted. */
export const takesNew = (stage: RetirementStage): boolean => isBefore(stage, 'inbound-restricted');

/** Asks whether a channel still serves what is under way on it, and may be rolled back. */
export const servesOn = (stage: RetirementStage): boolean => isBefore(stage, 'redirect-only');

/** Asks whether a channel takes a message to who has no other: to the last day what a journey owes its customers, an offer as long as anybody is served. */
export const sendsOn = (stage: RetirementStage, { isOwed }: { readonly isOwed: boolean }): boolean => isBefore(stage, isOwed ? 'retired' : 'redirect-only');

const isBefore = (stage: RetirementStage, other: RetirementStage): boolean => retirementStages.indexOf(stage) < retirementStages.indexOf(other);
