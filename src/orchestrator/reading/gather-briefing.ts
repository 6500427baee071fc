import type { Briefing } from '../../customer/briefing/briefing.js';
import { composeBriefing } from '../../customer/briefing/compose-briefing.js';
import { readInteraction, type Interaction } from '../../customer/briefing/interaction.js';
import { redactBriefing, redactInteraction } from '../../customer/briefing/redact-briefing.js';
import { classOfField } from '../../customer/briefing/redact-crm.js';
import { crmRow, readCrmRows, type CrmKnowledge } from '../../customer/crm/crm-record.js';
import type { CustomerState } from '../../customer/customer-state.js';
import { isStrangers, mergedNow } from '../../customer/merge/origin.js';
import { readWebRows, webRows } from '../../customer/conversation/web-behaviour.js';
import type { DataClass } from '../../model/data-class.js';
import type { LaneKey } from '../../ports/store.js';
import { checkPage } from './check-page.js';
import { readLog } from '../merge/read-log.js';
import type { Runtime } from '../runtime.js';

const interactionsInBriefing = 50;

/** Whom to brief about, and which data classes they see; all where it does not say. */
export interface Wanted { readonly lane: LaneKey; readonly state: CustomerState; readonly sees?: readonly DataClass[] | undefined }

/** The briefing as of now, from what the store holds: nobody outside is asked, so nothing is waited for. */
export async function gatherBriefing(runtime: Runtime, { lane, state, sees }: Wanted): Promise<Briefing> {
  const [newest, web, crm] = await Promise.all([
    readLog(runtime.store, lane, state, { limit: interactionsInBriefing, kinds: ['interaction'] }),
    webOf(runtime, lane, state),
    crmOf(runtime, lane),
  ]);
  const briefing = composeBriefing(runtime.world, { customer: lane.lane, now: runtime.storeNow(), state, newest, web, ...(crm !== undefined && { crm }) });
  return sees === undefined ? briefing : redactBriefing(briefing, { sees, classOf: classOfField(runtime.world.book) });
}

/** A page of a customer's interactions over all channels and of what they looked at, newest first. */
export async function gatherTimeline(runtime: Runtime, { lane, state, sees }: Wanted, page: { readonly before?: number; readonly limit: number }): Promise<readonly (Interaction & { readonly position: number })[]> {
  checkPage(page);
  const entries = await readLog(runtime.store, lane, state, { ...page, kinds: ['interaction', 'web'] });
  return entries.map((entry) => ({ position: entry.position, ...shown(readInteraction(entry), sees) }));
}

const shown = (one: Interaction, sees: readonly DataClass[] | undefined): Interaction => (sees === undefined ? one : redactInteraction(one, sees));

async function crmOf({ store, world }: Runtime, lane: LaneKey): Promise<CrmKnowledge | undefined> {
  if (world.crm?.capabilities.find !== true) return undefined;
  return readCrmRows(await store.rows(lane, { prefix: crmRow.prefix, limit: 10 }));
}

/** The newest web behaviour, of those who turned out to be this customer too. */
async function webOf({ store }: Runtime, lane: LaneKey, state: CustomerState): Promise<readonly Interaction[]> {
  const own = state.webViews === undefined ? [] : [lane.lane];
  const lanes = [...own, ...mergedNow(state).map(({ customer }) => customer)];
  const rows = await Promise.all(lanes.map((one) => store.rows({ tenant: lane.tenant, lane: one }, { prefix: webRows.prefix, limit: webRows.kept })));
  return rows.flatMap((some) => readWebRows(some, (row) => !isStrangers(lane.lane, state, row))).toSorted((one, other) => one.at - other.at).slice(-webRows.kept);
}
