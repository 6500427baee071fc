/** A great number in pieces, each for a database of its own: so a customer's numbers stay few enough to be looked at often. */
export const inRuns = (whole: number, perRun: number): readonly number[] => Array.from({ length: Math.ceil(whole / perRun) }, (_, at) => Math.min(perRun, whole - at * perRun));
