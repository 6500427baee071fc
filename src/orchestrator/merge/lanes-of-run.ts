import { mergedNow } from '../../customer/merge/origin.js';
import type { CustomerState } from '../../customer/customer-state.js';

/** Lanes that may hold rows of a run: that of the customer it began with, the one it lives in now, and those it was in by merges. `state` is that of its home. */
export function lanesOfRun(first: string, { home, state }: { readonly home: string; readonly state: CustomerState | undefined }): readonly string[] {
  const stays = state === undefined ? [] : [...state.stays ?? [], ...mergedNow(state).find(({ customer }) => customer === first)?.stays ?? []];
  return [...new Set([first, home, ...stays])];
}
