/** A state as its author wrote it, before XState has read it; nothing of its shape is certain yet. */
export interface WrittenState {
  readonly config: unknown;
  /** the machine's id */
  readonly id: string;
  readonly path: readonly string[];
  readonly parent?: WrittenState;
}

/** Every written state, the root first; `checkShape` has seen that they are few, and that none lies in itself. */
export function writtenStates(config: unknown, id: string): readonly WrittenState[] {
  const states: WrittenState[] = [{ config, id, path: [] }];
  for (const state of states) states.push(...insideOf(state));
  return states;
}

/** The states written directly inside a state. */
export function insideOf(state: WrittenState): readonly WrittenState[] {
  const states = isRecord(state.config) ? state.config['states'] : undefined;
  if (!isRecord(states)) return [];
  return Object.entries(states).map(([name, config]) => ({ config, id: state.id, path: [...state.path, name], parent: state }));
}

/** The state of that name directly inside a state. */
export function childOf(state: WrittenState, name: string): WrittenState | undefined {
  const states = isRecord(state.config) ? state.config['states'] : undefined;
  return isRecord(states) && Object.hasOwn(states, name) ? { config: states[name], id: state.id, path: [...state.path, name], parent: state } : undefined;
}

/** A transition as it was written: its target alone, or an object. */
export function writtenWays({ config }: WrittenState): readonly unknown[] {
  if (!isRecord(config)) return [];
  const calls = [config['invoke']].flat().filter(isRecord);
  return [
    ...[config['on'], config['after']].filter(isRecord).flatMap((ways) => Object.values(ways)),
    config['always'], config['onDone'],
    ...calls.flatMap((call) => [call['onDone'], call['onError'], call['onSnapshot']]),
  ].flat();
}

export type Written = Readonly<Record<string, unknown>>;
export const isRecord = (value: unknown): value is Written => typeof value === 'object' && value !== null && !Array.isArray(value);
