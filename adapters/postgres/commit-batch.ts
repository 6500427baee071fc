import { JourneyError } from '../../src/errors/index.js';
import type { Change, Outcome } from '../../src/ports/index.js';
import { toWaves, type Placed } from './batch-waves.js';
import { toChangeLists, type Arriving, type Twin } from './change-lists.js';
import { readOutcomes } from './read-outcomes.js';
import type { Session } from './session.js';

/**
 * One outcome a change. The common batch is one wave, so one round trip and one transaction; of another each wave is. Where one of them
 * fails the outcome of the whole is unknown, as the contract says.
 */
export async function commitBatch(session: Session, batch: readonly Change[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const refused = new Set<string>();
  for (const wave of toWaves(batch)) {
    const arriving = wave.map(({ change }) => ({ change, held: change.expect >= 0 && refused.has(laneOf(change)), twin: twinOf(change) }));
    const taken = await commitWave(session, arriving);
    for (const [at, outcome] of taken.entries()) settle(outcomes, refused, { outcome, placed: wave[at] });
  }
  return outcomes;
}

async function commitWave({ connection, salt }: Session, wave: readonly Arriving[]): Promise<readonly Outcome[]> {
  const [row] = await connection.call('commit_1', toChangeLists(wave, salt));
  if (row === undefined) throw new JourneyError('StorageContractViolation', 'The database answered a commit with nothing');
  return readOutcomes(row, wave);
}

function settle(outcomes: Outcome[], refused: Set<string>, { outcome, placed }: { readonly outcome: Outcome; readonly placed: Placed | undefined }): void {
  if (placed === undefined) return;
  outcomes[placed.at] = outcome;
  if (!outcome.ok) refused.add(laneOf(placed.change));
}

/** The first entry that repeats an earlier one of its own change. */
function twinOf({ entries = [] }: Change): Twin | undefined {
  const seen = new Map<string, string>();
  for (const [at, { dedupe }] of entries.entries()) {
    if (dedupe === undefined) continue;
    const name = JSON.stringify([dedupe.source, dedupe.id]);
    const digest = seen.get(name);
    if (digest !== undefined) return { at, same: digest === dedupe.digest };
    seen.set(name, dedupe.digest);
  }
  return undefined;
}

function laneOf({ tenant, lane }: Change): string {
  return JSON.stringify([tenant, lane]);
}
