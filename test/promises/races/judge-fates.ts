import type { LogEntry } from 'throughline/ports';
import type { Told } from './race-town.js';

/** What the log says of an event, a run or a message. */
interface Said {
  readonly kind: string; readonly lane: string; readonly at: number;
  readonly id?: string; readonly direction?: string; readonly text?: string; readonly key?: string;
  readonly receipt?: { readonly because: string };
  readonly fates?: readonly { readonly because: string }[];
}

/** Holds every event that was told against what was kept of it: each came to one end, and to one only. A sentence for each that did not. */
export function judgeFates(told: readonly Told[], log: readonly LogEntry[]): readonly string[] {
  const said = log.map(({ kind, lane, body }, at): Said => ({ ...(JSON.parse(body) as Omit<Said, 'kind' | 'lane' | 'at'>), kind, lane, at }));
  const events = Map.groupBy(said.filter(({ kind }) => kind === 'event'), ({ id }) => id);
  const messages = said.filter(({ kind, direction }) => kind === 'interaction' && direction === 'out');
  const taken = Map.groupBy(messages, ({ text = '' }) => Number(text.split(' ')[0]));
  const givenUp = said.filter(({ receipt, fates = [] }) => [receipt?.because ?? '', ...fates.map(({ because }) => because)].some((because) => /was (still )?deferred (when|and)/.test(because)));
  return [
    ...told.flatMap((one) => {
      const [entry] = events.get(`e${one.n}`) ?? [];
      return faultsOf(one, { times: events.get(`e${one.n}`)?.length ?? 0, taken: taken.get(one.n)?.length ?? 0, givenUp: givenUp.some(({ lane, at }) => lane === entry?.lane && at > entry.at) });
    }),
    ...versionsOf(messages),
  ];
}

function faultsOf({ n, type, receipt }: Told, { times, taken, givenUp }: { readonly times: number; readonly taken: number; readonly givenUp: boolean }): readonly string[] {
  const name = `${n}, ${type}`;
  if (receipt === undefined) return [`${name}: nobody ever answered`];
  const expected = receipt.status === 'handled' ? [1] : receipt.status === 'deferred' ? [0, 1] : [0];
  return [
    ...(times === 1 ? [] : [`${name}: it is in the log ${times} times`]),
    ...(expected.includes(taken) ? [] : [`${name}: it was ${receipt.status} and was taken ${taken} times`]),
    ...(receipt.status === 'deferred' && taken === 0 && !givenUp ? [`${name}: it waited and nothing says what became of it`] : []),
  ];
}

/** A run speaks as the version that it began with. */
function versionsOf(messages: readonly Said[]): readonly string[] {
  const runs = Map.groupBy(messages, ({ key = '' }) => key.split('/').slice(0, -2).join('/'));
  return [...runs].flatMap(([run, said]) => (new Set(said.map(({ text = '' }) => text.split(' ').at(-1))).size === 1 ? [] : [`${run} spoke as several versions`]));
}
