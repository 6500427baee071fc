import { readEffectBody } from '../../customer/effect-body.js';
import { JourneyError } from '../../errors/index.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { Listed, ListQuery } from '../../ports/store.js';
import { checkPage } from './check-page.js';
import type { ListedItem, ListPage, ListWanted } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';

/** One page of what the store lists, as ids and causes. */
export async function listItems(runtime: Runtime, wanted: ListWanted): Promise<ListPage> {
  const { kind, limit = 100, ...rest } = wanted;
  checkPage({ limit });
  const page = await pageOf(runtime, kind, { ...rest, limit });
  return page.next === undefined ? { items: page.items } : { items: page.items, next: page.next };
}

type Rest = Omit<ListQuery<'instance'>, 'kind'>;

async function pageOf(runtime: Runtime, kind: ListWanted['kind'], rest: Rest): Promise<{ readonly items: readonly ListedItem[]; readonly next?: string }> {
  switch (kind) {
    case 'instance': return mapPage(await runtime.store.list({ kind, ...rest }), instanceItem);
    case 'parked': return mapPage(await runtime.store.list({ kind, ...rest }), parkedItem);
    case 'dead': return deadPage(mapPage(await runtime.store.list({ kind, ...rest }), deadItem), rest.journey);
    default: throw new JourneyError('InvalidInput', "What to list is 'instance', 'parked' or 'dead'.", { path: 'kind' });
  }
}

/** The store knows no journey of an effect, so a page may hold fewer than were asked for. */
const deadPage = (page: ListPage, journey: string | undefined): ListPage => (journey === undefined ? page : { ...page, items: page.items.filter((item) => item.journey === journey) });

function mapPage<T>(page: { readonly items: readonly T[]; readonly next?: string }, toItem: (item: T) => ListedItem): { readonly items: readonly ListedItem[]; readonly next?: string } {
  return { items: page.items.map(toItem), ...(page.next !== undefined && { next: page.next }) };
}

const instanceItem = (item: Listed['instance']): ListedItem => ({ tenant: item.tenant, customer: item.lane, id: item.id, journey: item.journey, instance: item.id, status: item.status });

const parkedItem = (item: Listed['parked']): ListedItem => ({
  tenant: item.tenant, customer: item.lane, id: item.id, journey: item.journey, status: 'parked', cause: item.cause,
  ...(item.instance !== undefined && { instance: item.instance }),
});

function deadItem(item: Listed['dead']): ListedItem {
  const body = readEffectBody(item.body);
  return {
    tenant: item.tenant, customer: item.lane, id: item.key, status: 'dead', cause: item.cause, kind: body.kind,
    ...(body.instance !== undefined && { journey: parseInstanceId(body.instance).journey, instance: body.instance }),
    ...(body.kind === 'send' && { channel: body.channel }),
  };
}
