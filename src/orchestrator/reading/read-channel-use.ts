import { emptyModel } from '../../customer/channel/empty-model.js';
import { useOf, type CustomerUse, type StrandedBy } from '../../customer/channel/channel-use.js';
import type { CustomerState } from '../../customer/customer-state.js';
import { declarationOf } from '../../customer/journey-book.js';
import { JourneyError } from '../../errors/index.js';
import type { AnyJourney } from '../../journey/journey.js';
import type { Capability } from '../../model/capability.js';
import { isCustomerId } from '../../model/customer-id.js';
import { days } from '../../model/duration.js';
import { parseTenant, type Tenant } from '../../model/tenant.js';
import type { LaneKey } from '../../ports/store.js';
import type { ChannelModel } from '../../routing/channel-choice.js';
import { takesNew } from '../../routing/retirement-stage.js';
import { insideOf } from '../inside.js';
import { readCustomer } from '../lane/customer-cache.js';
import type { Orchestrator } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';

/** What is asked of a channel. */
export interface ChannelUseAsked {
  /** the host's name of one in the table of `channelChoice` */
  readonly channel: string;
  readonly tenant?: string;
  /** what another channel must be able to carry; `['text']` where absent */
  readonly needs?: readonly Capability[];
  /** who was heard within it counts as somebody who comes, milliseconds; 30 days */
  readonly recentMs?: number;
  /** the journey that tells customers, and its goal that says that they were told; nobody counts as told where absent */
  readonly notice?: { readonly journey: string; readonly goal: string };
}

/** Who still has to do with a channel, as counts of customers unless said otherwise. */
export interface ChannelUse {
  /** who have an address there, or were heard there */
  readonly customers: number;
  /** of them, who were told */
  readonly told: number;
  /** of them, who were heard there once and anywhere lately */
  readonly coming: number;
  /** of those, who were not heard there lately */
  readonly elsewhere: number;
  /** conversations that are open and go over it */
  readonly conversations: number;
  /** runs under way that could write to their customer by no other channel */
  readonly runs: number;
  /** who have no other channel that takes what is new, by what speaks against the one that comes nearest */
  readonly stranded: { readonly [because in StrandedBy]?: number };
  /** whether another channel that takes what is new is trusted with each intent of the table */
  readonly intents: readonly { readonly intent: string; readonly trustedElsewhere: boolean }[];
}

/**
 * Reads who would lose what with a channel, for the gates of `judgeStage`: walks all customers of a tenant, a page at a time, and changes nothing. Who
 * is being merged meanwhile may count twice, and never not at all. InvalidInput for a name that nobody knows.
 */
export async function readChannelUse<J extends readonly AnyJourney[]>(host: Orchestrator<J>, { channel, tenant, needs = ['text'], recentMs = days(30), notice }: ChannelUseAsked): Promise<ChannelUse> {
  const inside = insideOf(host);
  const { runtime, tenantRequired } = inside.parts;
  checkNames(runtime, channel, notice);
  const of = parseTenant(tenant, tenantRequired);
  return inside.ready(async () => {
    const model = await runtime.channelModel?.(of) ?? emptyModel;
    const sums = { customers: 0, told: 0, coming: 0, elsewhere: 0, conversations: 0, runs: 0 };
    const stranded: { [because in StrandedBy]?: number } = {};
    for await (const state of customersOf(host, runtime, of)) {
      const use = useOf(runtime.world, { state, now: runtime.storeNow(), model }, { channel, needs, recentMs, ...(notice !== undefined && { notice }) });
      if (use !== undefined) addUse({ sums, stranded }, use);
    }
    return { ...sums, stranded, intents: trustOf(runtime, model, channel) };
  });
}

/** A name that is misspelt would get an answer that opens every gate, or none. */
function checkNames({ world: { choice, book } }: Runtime, channel: string, notice: ChannelUseAsked['notice']): void {
  if (choice?.channels.includes(channel) !== true) throw new JourneyError('InvalidInput', "The table of 'channelChoice' has no such channel.", { path: 'asked.channel' });
  if (notice === undefined) return;
  const journey = book.latest(notice.journey);
  const hasGoal = journey !== undefined && (declarationOf(journey).goals ?? []).some(({ name }) => name === notice.goal);
  if (!hasGoal) throw new JourneyError('InvalidInput', 'No journey of this name has such a goal.', { path: journey === undefined ? 'asked.notice.journey' : 'asked.notice.goal' });
}

/** Who is explained is met at home, so what is on its way there comes first. */
type Explaining = Pick<Orchestrator, 'explain'>;
/** lanes that are read at once */
const page = 200;

async function* customersOf(host: Explaining, runtime: Runtime, tenant: Tenant): AsyncGenerator<CustomerState> {
  const { store } = runtime;
  for (let after: string | undefined; ;) {
    const { items, next } = await store.list({ kind: 'lane', tenant, limit: page, ...(after !== undefined && { after }) });
    const rows = await store.load(items.filter(({ lane }) => isCustomerId(lane)).map(({ lane }) => ({ tenant, lane })));
    for (const row of rows) {
      const state = readCustomer(row)?.state;
      if (row === undefined || state === undefined) continue;
      if ((state.outgoing?.length ?? 0) > 0) yield* arrived(host, runtime, row);
      else if (state.mergedInto === undefined) yield state;
    }
    if (next === undefined) return;
    after = next;
  }
}

/** What is on its way between two lanes stands in neither: it arrives first, and is looked at where it came to, which may have been looked at without it. */
async function* arrived(host: Explaining, { store }: Runtime, { tenant, lane }: LaneKey): AsyncGenerator<CustomerState> {
  const { customer } = await host.explain({ customer: lane, tenant });
  const [row] = await store.load([{ tenant, lane: customer }]);
  const state = readCustomer(row)?.state;
  if (state !== undefined) yield state;
}

function addUse({ sums, stranded }: { readonly sums: { -readonly [K in Exclude<keyof ChannelUse, 'stranded' | 'intents'>]: number }; readonly stranded: { [because in StrandedBy]?: number } }, use: CustomerUse): void {
  sums.customers += 1;
  sums.told += use.isTold ? 1 : 0;
  sums.coming += use.comes === undefined ? 0 : 1;
  sums.elsewhere += use.comes === 'elsewhere' ? 1 : 0;
  sums.conversations += use.talks ? 1 : 0;
  sums.runs += use.runs;
  if (use.stranded !== undefined) stranded[use.stranded] = (stranded[use.stranded] ?? 0) + 1;
}

function trustOf({ world: { choice } }: Runtime, model: ChannelModel, channel: string): ChannelUse['intents'] {
  return (choice?.intents ?? []).map((intent) => ({ intent, trustedElsewhere: model.trusted[intent]?.some((other) => other !== channel && takesNew(choice?.stageOf(other, model) ?? 'active')) === true }));
}
