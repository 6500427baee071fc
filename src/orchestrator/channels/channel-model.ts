import { z } from 'zod';
import { emptyModel } from '../../customer/channel/empty-model.js';
import { JourneyError } from '../../errors/index.js';
import type { ChannelSuccess } from '../../model/channel-success.js';
import type { Store } from '../../ports/store.js';
import { retirementStages } from '../../routing/retirement-stage.js';
import type { ChannelChoice, ChannelModel } from '../../routing/channel-choice.js';
import type { CallWithTimeOut } from '../call-with-time-out.js';
import type { ChannelChoiceWiring, ChannelConditions } from '../options/channel-choice-options.js';
import { createChannelTrust } from './channel-trust-row.js';
import { faultCode } from '../fault-code.js';
import type { Tell } from '../orchestrator-events.js';
import type { Ownership } from '../store/ownership.js';

/** How well channels do, as a plain record that every decision of a tenant is given; never rejects: what cannot be read now is as it was. */
export type ReadChannelModel = (tenant: string) => Promise<ChannelModel>;
/** What reading it takes. */
export interface ModelSources { readonly store: Store; readonly ownership: Ownership; readonly storeNow: () => number; readonly callWithTimeOut: CallWithTimeOut; readonly timeoutMs: number; readonly tell: Tell }
interface Known { model: ChannelModel; readAt: number; reading: Promise<void> | undefined }

const usualFreshMs = 60_000;

/** Reads sums and conditions when they are asked for and no longer fresh; all who ask at one moment wait for one reading. `undefined` where the host chooses no channels. */
export function createChannelModel(wiring: ChannelChoiceWiring | undefined, sources: ModelSources): ReadChannelModel | undefined {
  if (wiring === undefined) return undefined;
  const tenants = new Map<string, Known>();
  const trust = createChannelTrust(sources.store, sources.ownership);
  const read = async (tenant: string, known: Known): Promise<void> => {
    const now = sources.storeNow();
    const conditions = await readConditions(wiring, sources, tenant) ?? known.model.conditions;
    const success = await readSuccess(wiring.table, sources, { tenant, now });
    const responses = wiring.table.responsesFrom(await sumsOf(sources, tenant, wiring.table.responseSums(now)), now);
    const trusted = await trust(tenant, (before) => trustedNow(wiring.table, success, before));
    known.model = { success, trusted, responses, conditions };
  };
  return async (tenant) => {
    const known = tenants.get(tenant) ?? { model: emptyModel, readAt: -Infinity, reading: undefined };
    tenants.set(tenant, known);
    if (sources.storeNow() - known.readAt >= (wiring.freshMs ?? usualFreshMs)) {
      known.reading ??= read(tenant, known)
        .catch((error: unknown) => sources.tell('fault', { where: 'channel figures', code: faultCode(error), error }))
        .finally(() => { known.reading = undefined; known.readAt = sources.storeNow(); });
      await known.reading;
    }
    return known.model;
  };
}

/** names asked for in one call of the store */
const atOnce = 5_000;

async function readSuccess(table: ChannelChoice, sources: ModelSources, { tenant, now }: { readonly tenant: string; readonly now: number }): Promise<ChannelModel['success']> {
  const success: [string, readonly ChannelSuccess[]][] = [];
  for (const intent of table.intents) success.push([intent, table.successFrom(intent, await sumsOf(sources, tenant, table.sumsOf(intent, now)), now)]);
  return Object.fromEntries(success);
}

async function sumsOf({ store }: ModelSources, tenant: string, names: readonly string[]): Promise<readonly number[]> {
  const sums: number[] = [];
  for (let at = 0; at < names.length; at += atOnce) sums.push(...await store.counters(tenant, names.slice(at, at + atOnce)));
  return sums;
}

const trustedNow = (table: ChannelChoice, success: ChannelModel['success'], before: ChannelModel['trusted']): ChannelModel['trusted'] =>
  Object.fromEntries(table.intents.map((intent) => [intent, table.trusted(success[intent] ?? [], before[intent] ?? [])]));

const conditionsSchema = z.record(z.string(), z.strictObject({ waitMs: z.number().min(0).exactOptional(), open: z.boolean().exactOptional(), stage: z.enum(retirementStages).exactOptional() }).readonly());

/** `undefined` where the host says none, or nothing that can be read. */
async function readConditions({ conditions, table }: ChannelChoiceWiring, { callWithTimeOut, timeoutMs, tell }: ModelSources, tenant: string): Promise<ChannelConditions | undefined> {
  if (conditions === undefined) return undefined;
  try {
    const read = conditionsSchema.safeParse(await callWithTimeOut(timeoutMs, async (io) => conditions({ tenant }, io)));
    if (read.success && Object.keys(read.data).every((channel) => table.channels.includes(channel))) return read.data;
    throw new JourneyError('InvalidPayload', "What 'conditions' answered cannot be used: it names for channels of the table waitMs, open and stage.");
  } catch (error) {
    tell('fault', { where: 'channel conditions', code: faultCode(error), error });
    return undefined;
  }
}
