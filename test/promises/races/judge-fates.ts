import type { LogEntry } from 'throughline/ports';
import type { Told } from './race-town.js';

/** What the log says of an event, a run or a message. */
interface Said {
  readonly kind: string; readonly lane: string; readonly at: number;
  readonly id?: string; readonly direction?: string; readonly text?: string; readonly key?: string;
  readonly receipt?: { readonly because: string };
  readonly fates?: readonly { readonly did: string; readonly because: string }[];
  readonly type?: string; readonly parked?: readonly string[];
}

/** Holds every event that was told against what was kept of it: each came to one end, and to one only. A sentence for each that did not. */
export function judgeFates(told: readonly Told[], log: readonly LogEntry[], parked: readonly string[]): readonly string[] {
  const said = log.map(({ kind, lane, body }, at): Said => ({ ...(JSON.parse(body) as Omit<Said, 'kind' | 'lane' | 'at'>), kind, lane, at }));
  const events = Map.groupBy(said.filter(({ kind }) => kind === 'event'), ({ id }) => id);
  const messages = said.filter(({ kind, direction }) => kind === 'interaction' && direction === 'out');
  const taken = Map.groupBy(messages, ({ text = '' }) => Number(text.split(' ')[0]));
  const letGo = said.filter(({ type }) => type === 'parked.redriven' || type === 'journey.cancelled');
  const givenUp = said.filter(({ receipt, fates = [] }) => [receipt?.because ?? '', ...fates.map(({ because }) => because)].some((because) => /was (still )?deferred (when|and)/.test(because)));
  return [
    ...told.flatMap((one) => {
      const [entry] = events.get(`e${one.n}`) ?? [];
      return faultsOf(one, {
        times: events.get(`e${one.n}`)?.length ?? 0, taken: taken.get(one.n)?.length ?? 0, givenUp: givenUp.some(({ lane, at }) => lane === entry?.lane && at > entry.at),
        letGo: letGo.filter(({ parked: those = [] }) => one.receipt?.status === 'parked' && those.includes(one.receipt.parked)),
        kept: one.receipt?.status === 'parked' && parked.includes(one.receipt.parked),
      });
    }),
    ...versionsOf(messages),
  ];
}

interface Became { readonly times: number; readonly taken: number; readonly givenUp: boolean; /** it was parked: another process that knows its version took it up, or its run was ended by a person */ readonly letGo: readonly Said[]; readonly kept: boolean }

function faultsOf({ n, type, receipt }: Told, { times, taken, givenUp, letGo, kept }: Became): readonly string[] {
  const name = `${n}, ${type}`;
  if (receipt === undefined) return [`${name}: nobody ever answered`];
  const takenUp = letGo.filter(({ type: how }) => how === 'parked.redriven');
  const mayWait = receipt.status === 'deferred' || takenUp.length > 0;
  const expected = receipt.status === 'handled' ? [1] : mayWait ? [0, 1] : [0];
  const isTold = givenUp || takenUp.some(({ fates = [] }) => fates.some(({ did }) => did === 'ignored'));
  return [
    ...(times === 1 ? [] : [`${name}: it is in the log ${times} times`]),
    ...(receipt.status === 'parked' && Number(kept) + letGo.length !== 1 ? [`${name}: it was parked, is ${kept ? '' : 'not '}kept and was let go ${letGo.length} times`] : []),
    ...(expected.includes(taken) ? [] : [`${name}: it was ${receipt.status} and was taken ${taken} times`]),
    ...(mayWait && taken === 0 && !isTold ? [`${name}: it waited and nothing says what became of it`] : []),
  ];
}

/** A run speaks as the version that it began with. */
function versionsOf(messages: readonly Said[]): readonly string[] {
  const runs = Map.groupBy(messages, ({ key = '' }) => key.split('/').slice(0, -2).join('/'));
  return [...runs].flatMap(([run, said]) => (new Set(said.map(({ text = '' }) => text.split(' ').at(-1))).size === 1 ? [] : [`${run} spoke as several versions`]));
}
