import { patiently, type Bench } from '../../orchestrator/door/bench.js';
import type { Told } from './tell-scenario.js';

/** How everything stands at the end of a telling, without times: two tellings lost different moments to their stores. */
export async function endOf(bench: Bench, who: readonly string[]): Promise<Pick<Told, 'end' | 'events'>> {
  const { orchestrator, clock } = bench;
  const customers: Record<string, unknown> = {};
  for (const name of who) customers[name] = await patiently(clock, customerOf(bench, name));
  const [parked, dead, running] = [await orchestrator.list({ kind: 'parked' }), await orchestrator.list({ kind: 'dead' }), await orchestrator.list({ kind: 'instance' })];
  return { end: { customers, parked: inOrder(parked), dead: inOrder(dead), running: inOrder(running) }, events: await eventsOf(bench) };
}

async function customerOf({ orchestrator }: Bench, who: string): Promise<unknown> {
  const [explained, briefed, timeline] = [await orchestrator.explain(who), await orchestrator.briefing(who), await orchestrator.timeline(who)];
  return {
    customer: explained.customer,
    identities: briefed.identities,
    merged: briefed.who.merged.map(({ customer }) => customer),
    running: explained.journeys.map(({ instance, where, waitsFor, status, deferred, movesByItself, parked }) => ({
      instance, where, waitsFor, status, deferred: deferred.map(({ type }) => type), moves: movesByItself.map(({ because }) => because), parked: parked?.cause,
    })),
    facts: briefed.journeys.map(({ instance, facts }) => [instance, facts.map(({ name, value, verified }) => [name, value, verified])]),
    known: briefed.facts.map(({ name, value, scope }) => [name, value, scope]),
    ended: explained.ended.map(({ instance, reason, goals }) => ({ instance, reason, goals })),
    promises: briefed.promises.map(({ name, keptAt }) => [name, keptAt !== undefined]),
    consents: briefed.consents.map(({ at: _at, ...consent }) => JSON.stringify({ ...consent, grantedAt: undefined, recordedAt: undefined })),
    crm: briefed.crm.status,
    said: leftOutInAnyOrder(timeline.map(({ direction, channel, text, type, event, key, suppressed }) => ({ direction, channel, text, type, event, key, suppressed }))),
  };
}

/** Messages of several journeys that waited until the same moment stand in no queue: which of them is left out first says nothing. */
function leftOutInAnyOrder<T extends { readonly key?: string | undefined; readonly suppressed?: string | undefined }>(said: readonly T[]): readonly T[] {
  const sorted = [...said];
  for (let start = 0; start < sorted.length; start += 1) {
    const end = sorted.findIndex(({ suppressed }, at) => at >= start && suppressed === undefined);
    const run = sorted.slice(start, end === -1 ? sorted.length : end);
    sorted.splice(start, run.length, ...run.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)));
    start += run.length;
  }
  return sorted;
}

const inOrder = ({ items }: { readonly items: readonly { readonly customer: string; readonly id: string }[] }): readonly unknown[] => items.toSorted((a, b) => (`${a.customer} ${a.id}` < `${b.customer} ${b.id}` ? -1 : 1));

interface LoggedEvent { readonly source?: string; readonly id?: string; readonly who?: { readonly identities?: readonly string[] } }

async function eventsOf(bench: Bench): Promise<readonly string[]> {
  const read = (body: string): LoggedEvent => JSON.parse(body) as LoggedEvent;
  // what is told to many has one id for all of them
  return (await bench.log()).filter(({ kind }) => kind === 'event').map(({ body }) => `${read(body).source ?? ''} ${read(body).id ?? ''} ${read(body).who?.identities?.join(' ') ?? ''}`).toSorted();
}
