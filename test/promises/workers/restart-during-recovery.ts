import { setTimeout as sleep } from 'node:timers/promises';
import type { Disturb } from './disturbances.js';
import type { Burials } from './hold-burials.js';
import type { Around } from './work-through.js';

/** The server of a run, and what may be held there. */
export interface Recovery {
  readonly restart: () => Promise<void>;
  readonly burials: () => Burials;
  /** after the start of the server nothing may belong to the dead for longer, milliseconds */
  readonly takeOverMs: number;
  /** restarts that met a recovery in its middle */
  readonly met: { times: number };
}

const handful = 5;
const lookMs = 2;

/** One is killed with work in hand; and while another one buries it the server loses its power, and is started again. */
export const restartDuringRecovery = (times: number, recovery: Recovery): Disturb => async (around) => {
  const { fleet, outside, goesOn } = around;
  for (let at = 0; at < times && goesOn(); at += 1) {
    await fleet.whole();
    const one = await fleet.any();
    outside.hold(one);
    while (outside.inHand(one) < handful && goesOn()) await sleep(lookMs);
    one.send('SIGKILL');
    await one.ended;
    // who comes in its place begins before the server goes
    await fleet.whole();
    await untilRecovers(around, recovery, one.epochs);
    await recovery.restart();
    await untilRecovered(around, recovery, one.epochs);
  }
};

async function untilRecovers({ ledger, goesOn }: Around, { burials, met }: Recovery, epochs: readonly number[]): Promise<void> {
  await burials().hold();
  while (goesOn() && await heldBy(ledger, epochs) > 0) {
    if (!await burials().isHeld()) continue;
    met.times += 1;
    return;
  }
}

async function untilRecovered({ ledger, outside, found, goesOn }: Around, { takeOverMs }: Recovery, epochs: readonly number[]): Promise<void> {
  const until = performance.now() + takeOverMs;
  while (goesOn() && await heldBy(ledger, epochs) > 0) {
    if (performance.now() > until) return found('the dead still own something', `epochs ${epochs.join()} after ${takeOverMs} ms`);
    await sleep(lookMs);
  }
  while (outside.orphaned > 0 && goesOn()) {
    if (performance.now() > until) return found('the work of the dead was taken over too late', `${outside.orphaned} messages, ${takeOverMs} ms after the server was started again`);
    await sleep(lookMs);
  }
}

async function heldBy(ledger: Around['ledger'], epochs: readonly number[]): Promise<number> {
  const held = await Promise.all(epochs.map((epoch) => ledger.heldBy(epoch)));
  return held.reduce((sum, rows) => sum + rows, 0);
}
