import { statusRow } from '../../customer/message/message-status.js';
import type { Redriven } from '../../customer/parked/redrive-parked.js';
import { JourneyError } from '../../errors/index.js';
import { parseEffectKey } from '../../model/effect-key.js';
import { type CustomerId, parseCustomerId } from '../../model/customer-id.js';
import { parseTenant, type Tenant } from '../../model/tenant.js';
import type { Parts } from '../assemble-parts.js';
import { unreadableLane } from '../door/keep-unreadable.js';
import { homeOf } from '../merge/home-lane.js';
import { lanesOfRun } from '../merge/lanes-of-run.js';
import type { Orchestrator } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';

/** Tries again what was kept for a person: parked events in their lane, dead effects with the same key and bytes. */
export async function redrive(parts: Parts, what: Parameters<Orchestrator['redrive']>[0]): Promise<Redriven> {
  const tenant = parseTenant(what.tenant);
  if ('dead' in what) return redriveDead(parts, tenant, what.dead);
  if ('parked' in what) {
    if (what.parked.startsWith(`${unreadableLane}/`)) return { done: [], still: { id: what.parked, because: 'the channel could not read it, so there is nothing to try again; have its provider send it once more' } };
    const { lane, sameRun } = await findParked(parts, tenant, what.parked);
    return parts.instances.redriveLane(tenant, lane, sameRun);
  }
  return what.journey === unreadableLane ? { done: [] } : redriveJourney(parts, what.journey, what.tenant);
}

/** Where a parked event is now, and what goes with it: what waits behind it in the same instance, or the order would be lost. */
async function findParked({ runtime }: Parts, tenant: Tenant, id: string): Promise<{ readonly lane: CustomerId; readonly sameRun: (parked: { readonly id: string; readonly instance?: string }) => boolean }> {
  const home = await homeOf(runtime, { tenant, customer: parseCustomerId(id.slice(0, id.lastIndexOf('/'))) });
  for (const { customer } of [home, ...await partedFrom(runtime, home)]) {
    const { items } = await runtime.store.list({ kind: 'parked', tenant, lane: customer, limit: 10_000 });
    const chosen = items.find((item) => item.id === id);
    if (chosen !== undefined) return { lane: customer, sameRun: (parked) => parked.id === id || (chosen.instance !== undefined && parked.instance === chosen.instance) };
  }
  throw new JourneyError('UnknownEvent', 'No parked event has this id.', { parked: id });
}

/** Those who took their dead letters along when a merge was undone. */
async function partedFrom(runtime: Runtime, { tenant, customer }: Seat): Promise<readonly Seat[]> {
  const { merged = [] } = (await runtime.customers.load({ tenant, lane: customer }))?.state ?? {};
  return Promise.all(merged.filter(({ undoneAt }) => undoneAt !== undefined).map((one) => homeOf(runtime, { tenant, customer: one.customer })));
}

async function redriveJourney(parts: Parts, journey: string, only: string | undefined): Promise<Redriven> {
  const done: string[] = [];
  let still: Redriven['still'];
  await parts.instances.eachLane({ kind: 'parked', journey, ...(only !== undefined && { tenant: only }) }, async (tenant, lane) => {
    const redriven = await parts.instances.redriveLane(parseTenant(tenant), lane, (parked) => parked.journey === journey);
    done.push(...redriven.done);
    still ??= redriven.still;
  });
  return { done, ...(still !== undefined && { still }) };
}

async function redriveDead({ runtime, waker }: Parts, tenant: Tenant, key: string): Promise<Redriven> {
  const first = parseCustomerId(parseEffectKey(key).cause.split('/')[0] ?? '');
  // a run that came by a merge leaves its effects in the lane it lives in
  const { customer } = await homeOf(runtime, { tenant, customer: first });
  const lanes = lanesOfRun(first, { home: customer, state: (await runtime.customers.load({ tenant, lane: customer }))?.state });
  for (const lane of lanes) {
    const { items } = await runtime.store.list({ kind: 'dead', tenant, lane, limit: 10_000 });
    if (!items.some((item) => item.key === key)) continue;
    // it may fail anew, and that is news again
    const forgotten = { rows: { drop: [statusRow(key)] } };
    for (const other of lanes) if (other !== lane) await runtime.committer.commit({ tenant, lane: other, expect: -1, epoch: runtime.ownership.epoch, ...forgotten });
    await runtime.committer.commit({ tenant, lane, expect: -1, epoch: runtime.ownership.epoch, ...forgotten, effects: { settle: [{ key, result: 'retry', due: runtime.storeNow(), attempt: 0 }] } });
    waker.expect(runtime.storeNow());
    return { done: [key] };
  }
  throw new JourneyError('UnknownEvent', 'No dead effect has this key.', { dead: key });
}
