import { JourneyError } from '../errors/index.js';
import type { Change } from './store.js';

/**
 * For authors of a store: refuses a batch that no store could keep (too many changes, a number that is not finite, a version without
 * a state) before anything of it is written. Throws `InvalidInput` whose facts name the `change` at fault and its `path`; the others may be sent again without it.
 */
export function checkBatch(batch: readonly Change[], maxBatch: number): void {
  if (batch.length > maxBatch) {
    throw new JourneyError('InvalidInput', `A commit carries at most ${maxBatch} changes; send ${batch.length} in several`, { limit: maxBatch });
  }
  batch.forEach(checkChange);
}

function checkChange(change: Change, index: number): void {
  const require = (holds: boolean, path: string): void => {
    if (!holds) throw new JourneyError('InvalidInput', `A change no store can keep: ${path}`, { change: index, path: `[${index}].${path}` });
  };
  require(Number.isSafeInteger(change.expect) && change.expect >= -1, 'expect');
  require(change.expect === -1 || change.state !== undefined, 'state');
  change.entries?.forEach((entry, at) => require(Number.isFinite(entry.at), `entries[${at}].at`));
  change.timers?.set?.forEach((timer, at) => require(Number.isFinite(timer.due), `timers.set[${at}].due`));
  change.effects?.add?.forEach((effect, at) => require(Number.isFinite(effect.due), `effects.add[${at}].due`));
  change.effects?.settle?.forEach((settlement, at) => {
    if (settlement.result !== 'retry') return;
    require(Number.isFinite(settlement.due), `effects.settle[${at}].due`);
    require(settlement.attempt === undefined || Number.isSafeInteger(settlement.attempt), `effects.settle[${at}].attempt`);
  });
  change.parked?.add?.forEach((parked, at) => require(Number.isFinite(parked.at), `parked.add[${at}].at`));
  for (const key in change.counters) require(Number.isFinite(change.counters[key]), 'counters');
}
