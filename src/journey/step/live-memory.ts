import type { AnyMachineSnapshot } from 'xstate';
import type { StoredSnapshot } from './step-contract.js';

/** Gives back the object it is handed, so that a class built on it can add a private field to that object. */
class Handed { constructor(stored: StoredSnapshot) { return stored; } }

/**
 * What a stored snapshot is while in memory, kept on the object itself in a private field: no key, no JSON, no comparison sees it,
 * and it costs nothing to collect. A WeakMap that gets an entry with every step costs as much as a third of the step.
 */
class Remembered extends Handed {
  readonly #live: AnyMachineSnapshot;
  readonly #machine: object;

  constructor(stored: StoredSnapshot, machine: object, live: AnyMachineSnapshot) {
    super(stored);
    this.#live = live;
    this.#machine = machine;
  }

  static of(stored: StoredSnapshot, machine: object): AnyMachineSnapshot | undefined {
    return #live in stored && stored.#machine === machine ? stored.#live : undefined;
  }
}

/** Keeps the live form of a snapshot that a step has just made, so that the next step on this object costs no restore. */
export function rememberLive(stored: StoredSnapshot, machine: object, live: AnyMachineSnapshot): void {
  if (Remembered.of(stored, machine) === undefined && Object.isExtensible(stored)) new Remembered(stored, machine, live);
}

/** The live form of a snapshot object that a step on this machine has made; nothing for one that came from a store. */
export function recallLive(stored: StoredSnapshot, machine: object): AnyMachineSnapshot | undefined {
  return Remembered.of(stored, machine);
}
