/** The arm of those for whom nothing is done; no arm of one's own has this name. */
export const heldOut = 'holdout';
