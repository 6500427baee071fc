import type { PauseRule } from '../model/declaration.js';

/** Whether a definition takes new runs and moves its running ones (care-rules 2.1 C). A stopped one never starts again; publish the journey under a new id. */
export type DefinitionStatus =
  | { readonly status: 'live' }
  | { readonly status: 'paused'; readonly since: number; readonly rule: PauseRule }
  | { readonly status: 'stopped'; readonly since: number };

/** What a paused definition does where neither the declaration nor the call says it: nothing is lost, nothing goes out. */
export const defaultPauseRule: PauseRule = { entries: 'hold', events: 'hold', waits: 'hold', effects: 'hold' };

/** The status of each definition by journey id. */
export type DefinitionStatuses = (journeyId: string) => DefinitionStatus;
