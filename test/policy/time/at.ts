/** A moment as people write it for machines, `2026-03-29T01:00Z`, in epoch milliseconds. */
export const at = (text: string): number => {
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new Error(`not a moment: ${text}`);
  return moment;
};
