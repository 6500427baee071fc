import { isDeepStrictEqual } from 'node:util';
import type { Receipt } from 'throughline';
import type { Found } from './fault.js';
import type { Fleet, Member } from './fleet.js';
import type { Append, Read } from './history.js';
import type { FromWorker, Told, ToWorker } from './wire.js';

/** All who tell the workers something, and ask them: again and of another worker until there is an answer. */
export interface Teller {
  /** resolves when it is acknowledged */
  tell(told: Told): Promise<void>;
  /** Asks any or this worker what is in somebody's basket, once; `undefined` where there is no answer. */
  read(who: string, member?: Member): Promise<readonly number[] | undefined>;
  heard(said: Extract<FromWorker, { type: 'taken' | 'read' }>): void;
  died(member: Member): void;
  readonly told: ReadonlyMap<string, Told>;
  /** by the event's name, with the receipts of those who took it themselves and of those who knew it already */
  readonly answers: ReadonlyMap<string, Answers>;
  /** what was added to which basket and what was seen there, in the order of one clock that only counts */
  readonly history: { readonly appends: ReadonlyMap<string, Append & { readonly who: string }>; readonly reads: readonly (Read & { readonly who: string })[] };
  readonly figures: { told: number; toldAgain: number; duplicates: number; readonly waitsMs: number[]; /** of those who are not the first customer */ readonly othersWaitMs: number[] };
}
interface Answers { readonly own: Receipt[]; readonly again: Receipt[] }
/** A question to one worker; `undefined` answers that it died or is silent. */
interface Asked { readonly member: Member; readonly name: string; readonly settle: (said: Extract<FromWorker, { type: 'taken' | 'read' }> | undefined) => void }

/** after which who hears nothing asks another worker, milliseconds */
const silenceMs = 1_000;
const againMs = 20;

/** who has more to say than the others */
export const firstCustomer = 'user:0';

export const nameOf = ({ source, id }: Pick<Told, 'source' | 'id'>): string => `${source} ${id}`;

export interface Patience {
  /** so long an event is told again and again */
  readonly patienceMs: number;
  /** who never heard whether their commit was taken answers with the first receipt, as if they had taken it */
  readonly unheard: boolean;
}

export function createTeller(fleet: () => Fleet, found: Found, { patienceMs, unheard }: Patience): Teller {
  const asked = new Map<number, Asked>();
  const told = new Map<string, Told>();
  const answers = new Map<string, Answers>();
  const appends = new Map<string, { who: string; n: number; invoked: number; returned: number }>();
  const reads: (Read & { readonly who: string })[] = [];
  const figures = { told: 0, toldAgain: 0, duplicates: 0, waitsMs: [] as number[], othersWaitMs: [] as number[] };
  let [count, tick] = [0, 0];
  const ask = (member: Member, name: string, say: (n: number) => ToWorker): Promise<Extract<FromWorker, { type: 'taken' | 'read' }> | undefined> => new Promise((resolve) => {
    const n = (count += 1);
    // the answer may come yet, and counts
    const silent = setTimeout(() => resolve(undefined), silenceMs);
    asked.set(n, { member, name, settle: (said) => { clearTimeout(silent); resolve(said); } });
    member.say(say(n));
  });
  const weigh = (name: string, receipt: Receipt): void => {
    if (receipt.status === 'busy') return;
    const known = answers.get(name) ?? { own: [], again: [] };
    answers.set(name, known);
    if (receipt.status !== 'duplicate') known.own.push(receipt);
    else if (receipt.first === undefined) found('an event was answered wrongly', `${name}: a duplicate of nothing`);
    else known.again.push(receipt.first);
    if (receipt.status === 'duplicate') figures.duplicates += 1;
    else if (receipt.status !== 'handled') found('an event was answered wrongly', `${name}: ${receipt.status}`);
    if (known.own.length > 1 && !unheard) found('an event took effect twice', `${name}: ${known.own.length} workers say that they took it`);
    const [first, ...others] = [...known.own, ...known.again];
    if (others.some((other) => !isDeepStrictEqual(first, other))) found('an event was answered wrongly', `${name}: ${JSON.stringify(first)} and ${JSON.stringify(others)}`);
  };
  return {
    told, answers, figures, history: { appends, reads },
    async tell(event) {
      const name = nameOf(event);
      told.set(name, event);
      const began = performance.now();
      const append = appends.get(name) ?? { who: event.who[0], n: event.data.n, invoked: tick += 1, returned: Infinity };
      appends.set(name, append);
      figures.told += 1;
      for (let times = 1; ; times += 1) {
        const member = await fleet().any();
        const said = await ask(member, name, (n) => ({ type: 'told', n, told: event }));
        if (said?.type === 'taken' && said.receipt !== undefined && said.receipt.status !== 'busy') break;
        if (said?.type === 'taken' && said.error !== undefined && !mayComeAgain.has(said.error) && !(said.error === 'Closed' && member.wasEnded)) found('an event was answered wrongly', `${name}: ${said.error}`);
        if (performance.now() - began > patienceMs) return found('an event was never answered', `${name} after ${times} times`);
        figures.toldAgain += 1;
        if (said !== undefined) await new Promise((resolve) => { setTimeout(resolve, againMs * times); });
      }
      append.returned = Math.min(append.returned, tick += 1);
      figures.waitsMs.push(performance.now() - began);
      if (event.who[0] !== firstCustomer) figures.othersWaitMs.push(performance.now() - began);
    },
    async read(who, member) {
      const invoked = (tick += 1);
      const said = await ask(member ?? await fleet().any(), who, (n) => ({ type: 'read', n, who }));
      if (said?.type !== 'read' || said.numbers === undefined) return undefined;
      reads.push({ who, numbers: said.numbers, invoked, returned: tick += 1 });
      return said.numbers;
    },
    heard(said) {
      const one = asked.get(said.n);
      if (one === undefined || !asked.delete(said.n)) return;
      if (said.type === 'taken' && said.receipt !== undefined) weigh(one.name, said.receipt);
      one.settle(said);
    },
    died(member) {
      for (const [n, one] of asked) if (one.member === member && asked.delete(n)) one.settle(undefined);
    },
  };
}

/** Whoever hears one of these sends the event again; nothing was acknowledged. */
const mayComeAgain: ReadonlySet<string> = new Set(['StoreUnavailable', 'LeaseLost']);
