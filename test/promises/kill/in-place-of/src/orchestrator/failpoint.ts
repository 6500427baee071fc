import { writeSync } from 'node:fs';
import { failpoints, type Failpoint } from '../../../../../../src/orchestrator/failpoint.js';
import { toLine, type FromHost } from '../../../wire.js';

export { failpoints, type Failpoint } from '../../../../../../src/orchestrator/failpoint.js';

/** What else happens at these moments is in the store, which knows nothing of the library's own failpoints. */
const inStore = ['before the log is written', 'after the log was written', 'before the log begins anew', 'after the log began anew'] as const;
/** Every moment that a process can be killed at by name. */
export const moments = [...failpoints, ...inStore] as const;
export type Moment = Failpoint | (typeof inStore)[number];
/** Where to die: when this is met for the n-th time in a life. */
export interface DeathAt { readonly at: Moment; readonly hit: number }

let death: DeathAt | undefined;
let met = 0;

/** Chooses where this process dies; it lives on where nothing is chosen. */
export function dieAt(chosen: DeathAt | undefined): void {
  death = chosen;
}

/** Dies here, in the very statement, where this is the chosen moment. */
export function failpoint(name: Moment): void {
  if (death?.at !== name || (met += 1) < death.hit) return;
  const last: FromHost = { type: 'dies', at: name };
  writeSync(1, toLine(last));
  process.kill(process.pid, 'SIGKILL');
}
