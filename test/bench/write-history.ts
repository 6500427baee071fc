import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { NewEntry } from 'throughline/ports';

/** Years of contacts at once in the log of each lane: each with its event and a decision, as the orchestrator writes them, a thousand to a commit. */
export async function writeHistory(file: string, interactions: number, lanes: readonly string[]): Promise<void> {
  const store = createSqliteStore({ file });
  const { epoch } = await store.open({ worker: 'bench' });
  for (const lane of lanes) {
    for (let written = 0; written < interactions; written += atOnce) {
      const entries = Array.from({ length: Math.min(atOnce, interactions - written) }, (_, n) => contact(written + n)).flat();
      await store.commit([{ tenant: 'default', lane, expect: -1, epoch, entries }]);
    }
  }
  await store.close();
}

const atOnce = 1_000;

function contact(n: number): readonly NewEntry[] {
  const text = `Message number ${n} about an order that has not come yet, and what I would like to know about it.`;
  return [
    { kind: 'event', at: n, body: JSON.stringify({ id: `e${n}`, source: 'bench', type: 'message.received', data: { text } }) },
    { kind: 'interaction', at: n, body: JSON.stringify({ direction: n % 2 === 0 ? 'in' : 'out', channel: 'chat', thread: `t${Math.floor(n / 20)}`, text }) },
    { kind: 'decision', at: n, body: JSON.stringify({ type: 'timer.fired', timer: `t${n}` }) },
    // pages are looked at more often than care is asked for
    ...(n % 2 === 0 ? [{ kind: 'web' as const, at: n, body: JSON.stringify({ direction: 'in', channel: 'web', page: `/help/${n}` }) }] : []),
  ];
}
