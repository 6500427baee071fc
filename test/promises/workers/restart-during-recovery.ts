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
}

const handful = 5;
const lookMs = 2;

/** where a machine is slow a recovery is often over before it could be held */
const tries = 10;

/** One is killed with work in hand; and while another one buries it the server loses its power, and is started again. */
export const restartDuringRecovery = (times: number, recovery: Recovery): Disturb => async (around) => {
  const { fleet, outside, found, goesOn } = around;
  let met = 0;
  for (let tried = 0; met < times && goesOn(); tried += 1) {
    if (tried === times * tries) return found('a recovery was never met in its middle', `${met} of ${tried} were`);
    await fleet.whole();
    const one = await fleet.any();
    outside.hold(one);
    while (outside.inHand(one) < handful && goesOn()) await sleep(lookMs);
    one.send('SIGKILL');
    await one.ended;
    // who comes in its place begins before the server goes
    await fleet.whole();
    if (!await holdRecovery(around, recovery, one.epochs)) continue;
    met += 1;
    await recovery.restart();
    await untilRecovered(around, recovery, one.epochs);
  }
};

/** Says whether it was held: nothing of it is done then, nor will be before the server is started again. */
async function holdRecovery({ ledger, goesOn }: Around, { burials }: Recovery, epochs: readonly number[]): Promise<boolean> {
  await burials().hold();
  while (goesOn() && await heldBy(ledger, epochs) > 0) if (await burials().isHeld()) return true;
  burials().letGo();
  return false;
}

async function untilRecovered({ ledger, outside, found, goesOn }: Around, { takeOverMs }: Recovery, epochs: readonly number[]): Promise<void> {
  const until = performance.now() + takeOverMs;
  while (goesOn() && await heldBy(ledger, epochs) > 0) {
    if (performance.now() > until) return found('the dead still own something', `epochs ${epochs.join()} after ${takeOverMs} ms`);
    await sleep(lookMs);
  }
  while (outside.orphans.length > 0 && goesOn()) {
    outside.settled(await ledger.doneOf(outside.orphans));
    if (performance.now() > until && outside.orphans.length > 0) return found('the work of the dead was taken over too late', `${outside.orphans.join(', ')}, ${takeOverMs} ms after the server was started again`);
    await sleep(lookMs);
  }
}

async function heldBy(ledger: Around['ledger'], epochs: readonly number[]): Promise<number> {
  const held = await Promise.all(epochs.map((epoch) => ledger.heldBy(epoch)));
  return held.reduce((sum, rows) => sum + rows, 0);
}
