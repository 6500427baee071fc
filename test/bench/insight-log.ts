import { createSqliteStore } from 'throughline/adapters/sqlite';
import { days, minutes, seconds } from 'throughline';
import type { NewEntry } from 'throughline/ports';

/** How much care one customer takes: every entry that the orchestrator and a desk write of it. */
export const entriesOfAVisit = 10;
const begins = Date.UTC(2026, 0, 5);

/** The visit of one customer, as the library writes it; visits are spread evenly over thirty days. */
export function visit(n: number, of: number): readonly NewEntry[] {
  const at = begins + Math.floor((days(30) * n) / of);
  const [instance, thread] = [`c${n}/care/1`, `c${n}/t1`];
  const intent = n % 3 === 0 ? 'outage' : 'invoice';
  const moved = (from: string, to: string) => ({ status: 'handled', customer: `c${n}`, instances: [instance], because: `'message.received' was handled in ${from}`, moved: [{ instance, journey: 'care', from: [from], to: [to] }] });
  const event = (afterMs: number, type: string, data: object, more: object = {}): NewEntry => ({ kind: 'event', at: at + afterMs, body: JSON.stringify({ id: `${type} ${n} ${afterMs}`, source: 'bench', type, data, who: { identities: [`user:c${n}`] }, receipt: { status: 'ignored', customer: `c${n}`, instances: [], because: 'no journey listens' }, ...more }) });
  const channel = n % 2 === 0 ? 'chat' : 'mail';
  return [
    event(0, 'message.received', { text: 'A question about what I was charged' }, { via: { channel }, intent: { name: intent, verdict: 'sure', likely: [] }, receipt: moved('idle', 'answered') }),
    { kind: 'interaction', at, body: JSON.stringify({ direction: 'in', channel, thread, event: `message.received ${n} 0`, type: 'message.received', text: 'A question about what I was charged' }) },
    { kind: 'interaction', at: at + seconds(2), body: JSON.stringify({ direction: 'out', channel, thread, instance, key: `k${n}`, purpose: 'service', text: 'Here is what each line means.' }) },
    { kind: 'decision', at: at + minutes(5), body: JSON.stringify({ type: 'timer.fired', timer: `t${n}`, due: at, fates: [{ instance, journey: 'care', did: 'moved', because: 'its time was over', move: { instance, journey: 'care', from: ['answered'], to: ['waiting'] } }] }) },
    event(minutes(6), 'work.queued', { item: `w${n}`, queue: 'care' }),
    event(minutes(6) + seconds(n % 60), 'work.answered', { item: `w${n}`, agent: `agent ${n % 50}` }, { receipt: moved('waiting', 'with a person') }),
    event(minutes(11), 'work.ended', { item: `w${n}`, agent: `agent ${n % 50}`, talkMs: minutes(4), wrapUpMs: seconds(n % 90) }),
    event(minutes(11), 'contact.ended', { outcome: n % 4 === 0 ? 'unresolved' : 'resolved', cost: 650 }, { receipt: moved('with a person', 'over') }),
    event(minutes(12), 'survey.asked', { survey: `s${n}`, kind: 'csat' }),
    event(minutes(30), 'survey.answered', { survey: `s${n}`, kind: 'csat', rating: 1 + (n % 5) }),
  ];
}

/** Writes so many visits into the log of a file. */
export async function writeVisits(file: string, visits: number): Promise<void> {
  const store = createSqliteStore({ file });
  const { epoch } = await store.open({ worker: 'bench' });
  const atOnce = Math.min(store.info.maxBatch, 500);
  for (let n = 0; n < visits; n += atOnce) {
    const lanes = Array.from({ length: Math.min(atOnce, visits - n) }, (_, index) => n + index);
    await store.commit(lanes.map((one) => ({ tenant: 'default', lane: `c${one}`, expect: 0, state: '{}', epoch, entries: visit(one, visits) })));
  }
  await store.close();
}
