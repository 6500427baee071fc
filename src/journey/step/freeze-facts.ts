/**
 * Makes facts unchangeable in place, however deep they are: a guard or an assign that writes into them is then at fault, where it would
 * change what was committed, or what the next customer begins with. What is frozen already is left, so a step costs what it changed.
 */
export function freezeFacts(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freezeFacts(part);
}
