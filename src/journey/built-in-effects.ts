import { assign } from 'xstate';

/** Effects that act on the outside: the machine only names them, the orchestrator performs them. */
export const outwardEffects = ['send', 'handoff', 'startJourney', 'schedule', 'record', 'promise', 'keepPromise', 'updateProfile', 'attempt', 'steer', 'outcome', 'survey', 'invite', 'crm.openCase', 'crm.updateCase', 'crm.closeCase', 'crm.upsert', 'crm.logInteraction'] as const;
export const effectNames: readonly string[] = [...outwardEffects, 'remember'];

/** The actions that every journey's machine knows, as implementations for XState: nothing happens where they stand, but in `remember`. */
export const builtInEffects = {
  ...Object.fromEntries(outwardEffects.map((name) => [name, () => {}])),
  remember: assign(({ event }: { readonly event: unknown }, params: { readonly facts: readonly string[] }) => fieldsOf(carriedBy(event), params.facts)),
};

/** what an event brings: a customer's or the host's event its data, an activity that has answered its output */
function carriedBy(event: unknown): unknown {
  if (!isRecord(event)) return undefined;
  return Object.hasOwn(event, 'data') ? event['data'] : event['output'];
}

/** a field that is absent leaves its fact as it was: a fact is never undefined */
function fieldsOf(source: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isRecord(source)) return {};
  return Object.fromEntries(names.filter((name) => Object.hasOwn(source, name) && source[name] !== undefined).map((name) => [name, source[name]]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
