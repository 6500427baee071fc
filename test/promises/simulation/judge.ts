import type { Mishaps, Story } from './simulate.js';
import type { Town } from './town.js';

/** What is wrong at the end of a history, as sentences, and what went wrong on the way. */
export interface Judged { readonly faults: readonly string[]; readonly mishaps: Mishaps }

/** Every event took effect once, every message arrived and only ever said one thing under its key, and the store contradicts itself nowhere. */
export async function judge(town: Town, { told, mishaps }: Story, { merging }: { readonly merging: boolean }): Promise<Judged> {
  const { findings, events } = await town.audit();
  const faults = [...findings];
  const unheard = told.filter(({ acknowledged }) => !acknowledged);
  if (unheard.length > 0) faults.push(`nobody ever acknowledged ${unheard.map(({ id, type }) => `${id} ${type}`).join(', ')}`);
  if (events !== told.length) faults.push(`${told.length} events were told and ${events} are in the log`);
  // of two baskets that become one, one is left
  const notes = merging ? [] : told.filter(({ type }) => type === 'note.left');
  faults.push(...(merging ? [] : customersOf(town, told)), ...messagesOf(town, told, notes.length));
  return { faults, mishaps };
}

interface Stored { readonly instances: readonly { readonly journey: string; readonly snapshot: { readonly context: { readonly order?: readonly number[] } } }[]; readonly identities: readonly string[] }

/** Each customer's basket holds each item that was put into it once. */
function customersOf({ data }: Town, told: Story['told']): readonly string[] {
  const states = [...data.lanes.values()].filter(({ tenant, version }) => tenant !== '~' && version > 0).map(({ state }): Stored => JSON.parse(state));
  return [...new Set(told.map(({ who }) => who))].flatMap((who) => {
    const [state, ...others] = states.filter(({ identities }) => identities.includes(who));
    if (state === undefined || others.length > 0) return [`${who} is ${others.length + (state === undefined ? 0 : 1)} customers`];
    const held = state.instances.find(({ journey }) => journey === 'tally')?.snapshot.context.order ?? [];
    const put = told.filter((one) => one.who === who && one.type === 'item.added').map((one) => (one.data as { readonly n: number }).n);
    return held.toSorted((a, b) => a - b).join() === put.join() ? [] : [`${who} put in ${put.join()} and has ${held.join()}`];
  });
}

function messagesOf({ heard, data }: Town, told: Story['told'], notes: number): readonly string[] {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  for (const { key, text } of heard) {
    if (texts.has(key) && texts.get(key) !== text) faults.push(`${key} said '${texts.get(key)}' and then '${text}'`);
    texts.set(key, text);
  }
  const wanted = told.filter(({ type }) => type === 'order.placed').map(({ data: said }) => `Order ${(said as { readonly order: string }).order} is confirmed.`);
  const confirmed = [...texts.values()].filter((text) => text.endsWith('confirmed.'));
  if (confirmed.toSorted().join() !== wanted.toSorted().join()) faults.push(`orders ${wanted.join()} were placed, and these were confirmed: ${confirmed.join()}`);
  if (texts.size < wanted.length + notes) faults.push(`of ${told.length} events only ${texts.size} messages came`);
  const pending = [...data.lanes.values()].flatMap(({ effects }) => [...effects.keys()]);
  if (pending.length > 0) faults.push(`still not sent: ${pending.join()}`);
  return faults;
}
