import type { Insight } from '../insight/create-insight.js';
import type { Cut } from '../insight/figures/cut.js';
import { measureCube } from '../insight/figures/measure.js';
import type { Counted } from '../insight/fold/tally.js';
import type { Store } from '../ports/store.js';
import type { Watched } from './define-alert-watch.js';
import type { Reading } from './follow-alerts.js';
import type { LiveFigures } from './live-figures.js';

/** Where an alert looks. */
export interface Views {
  readonly insight: Insight;
  /** all that was counted as of now, counted once for all alerts */
  readonly counted: () => Counted;
  readonly live: LiveFigures;
  readonly store: Store;
  /** targets that are not called */
  readonly openCircuits: ReadonlySet<string>;
  readonly now: number;
}

/** What an alert sees now: one value, or one for each cut of a figure. */
export async function readWatched(of: Watched, views: Views): Promise<readonly Reading[]> {
  if ('figure' in of) return figureReadings(of, views);
  const { live, now, openCircuits } = views;
  switch (of.live) {
    case 'waiting': return one(live.waiting(now, of));
    case 'longest-wait': return one(live.longestWait(now, of.queue));
    case 'stuck': return one(await stuck(of, views));
    case 'parked': return one(await listed(views, { kind: 'parked', ...(of.journey !== undefined && { journey: of.journey }) }));
    case 'open-circuits': return one(of.target === undefined ? openCircuits.size : Number(openCircuits.has(of.target)));
  }
}

const one = (value: number): readonly Reading[] => [{ cut: {}, value }];

/** What is made of few says nothing yet. */
function figureReadings({ figure, overMs, where, by }: Extract<Watched, { readonly figure: unknown }>, { insight: { rules }, counted, now }: Views): readonly Reading[] {
  const rows = measureCube(counted(), rules, { figures: [figure], from: now - overMs, ...(where !== undefined && { where }), ...(by !== undefined && { by }) });
  return rows.map(({ cut, figures }) => {
    const seen = figures[figure];
    const isTold = seen?.value !== undefined && seen.n >= rules.minimumSample;
    return { cut: known(cut), ...(isTold && { value: seen.value }) };
  });
}

const known = (cut: Cut): Reading['cut'] => Object.fromEntries(Object.entries(cut).filter((entry): entry is [string, string | number] => entry[1] !== undefined));

const stuck = ({ journey, quietMs }: Extract<Watched, { readonly live: 'stuck' }>, views: Views): Promise<number> =>
  listed(views, { kind: 'instance', journey }, (instance) => !views.live.hasMoved(instance, views.now - quietMs));

const page = 1_000;

async function listed({ store, insight: { rules: { tenant } } }: Views, query: { readonly kind: 'instance' | 'parked'; readonly journey?: string }, isMeant: (id: string) => boolean = () => true): Promise<number> {
  let found = 0;
  for (let after: string | undefined; ;) {
    const { items, next } = await store.list({ ...query, tenant, limit: page, ...(after !== undefined && { after }) });
    for (const { id } of items) if (isMeant(id)) found += 1;
    if (next === undefined) return found;
    after = next;
  }
}
