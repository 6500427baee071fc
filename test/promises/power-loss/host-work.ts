import { readFileSync } from 'node:fs';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Store } from 'throughline/ports';
import { createTestClock } from 'throughline/testing';
import { createBench, type Bench, type Said } from '../../orchestrator/door/bench.js';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import { recordTape } from './record-tape.js';
import type { Recorded } from './record-work.js';

/** What a host tells others: an event it acknowledged, or a message that went out. */
export interface HostTold { readonly acknowledged?: string; readonly sent?: string }

const of = (who: string): readonly Said[] => [
  { id: `${who} 1`, type: 'visit.began' }, { id: `${who} 2`, type: 'item.added', data: { n: 1 } }, { id: `${who} 3`, type: 'order.placed', data: { order: 'A' } },
  { id: `${who} 4`, type: 'note.left', data: { text: 'how many?' } }, { id: `${who} 5`, type: 'item.added', data: { n: 2 } }, { id: `${who} 6`, type: 'order.placed', data: { order: 'B' } },
  { id: `${who} 7`, type: 'order.paid' }, { id: `${who} 8`, type: 'note.left', data: { text: 'and now?' } },
].map((said) => ({ ...said, who: [`user:${who}`] }));

export const customers: readonly string[] = ['ann', 'bob', 'cid'];
/** What customers say, one of each in turn. */
export const saidEvents: readonly Said[] = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((at) => customers.flatMap((who) => of(who)[at] ?? []));

/** A host on a store, whose channel tells what it sends. */
export function createHostOn(store: (now: () => number) => Store, told: (what: HostTold) => void): Bench {
  const clock = createTestClock(1_800_000_000_000);
  const chat = createRecordingChannel((message) => { told({ sent: message.key }); return { status: 'sent', providerId: message.key }; });
  return createBench({ clock, store: () => store(clock.now), die: async () => {}, remove: async () => {} }, { chat });
}

/** Has a host serve all customers, restarted in the middle, while everything that reaches the disk is recorded. */
export async function recordHost(file: string): Promise<Recorded> {
  const first = createSqliteStore({ file });
  await first.open({ worker: 'w' });
  await first.close();
  const start = new Map([['', readFileSync(file)]]);
  const recording = recordTape(file);
  const tell = (what: HostTold): void => recording.tell(JSON.stringify(what));
  const half = saidEvents.length / 2;
  try {
    for (const part of [saidEvents.slice(0, half), saidEvents.slice(half)]) {
      const host = createHostOn((now) => createSqliteStore({ file, now }), tell);
      for (const said of part) {
        await host.say(said);
        tell({ acknowledged: said.id });
        await host.settle(50);
      }
      await host.orchestrator.close();
    }
  } finally {
    recording.stop();
  }
  return { start, tape: recording.tape };
}
