import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import type { DeathAt } from '../kill/in-place-of/src/orchestrator/failpoint.js';
import { type Crowd, createCrowd } from './crowd.js';
import type { Fault, FaultKind } from './fault.js';
import { createFleet, type Fleet, type Member } from './fleet.js';
import { judge } from './judge.js';
import { keepLedger, type Ledger } from './ledger.js';
import { createOutside, type Outside } from './outside.js';
import { createTeller, type Teller } from './teller.js';
import type { Begin, FromWorker } from './wire.js';

export interface Run {
  /** the built worker */
  readonly program: string;
  readonly database: TestDatabase;
  readonly crowd: Crowd;
  readonly workers?: number;
  readonly leaseMs?: number;
  readonly pollMs?: number;
  /** the lease and the look are those of the library where nobody says otherwise */
  readonly defaults?: boolean;
  /** a call of the outside may take, milliseconds; 20,000: what a living worker was handed and never heard of comes again after twice as much */
  readonly callMs?: number;
  /** what happens to the workers meanwhile; where the crowd has no end of its own, it ends with this */
  readonly disturb: (around: Around) => Promise<void>;
  readonly nextDeath?: () => DeathAt | undefined;
  /** done to the schema first: a bug that is planted there */
  readonly prepare?: (schema: string) => Promise<void>;
  /** nothing stands still for longer in the end, and who tells something is answered within three times as much, milliseconds; 60,000: machines may be slow */
  readonly patienceMs?: number;
  /** commits may be taken whose outcome nobody hears, as where the server goes */
  readonly unheard?: boolean;
  /** what a dead one had in hand has to be taken up within, milliseconds */
  readonly takeOverMs?: number;
}
/** All that a run is made of. */
export interface Around {
  readonly fleet: Fleet;
  readonly outside: Outside;
  readonly teller: Teller;
  readonly ledger: Ledger;
  /** the crowd is not at its end, and nothing was found */
  readonly goesOn: () => boolean;
  readonly faults: Fault[];
  readonly found: (kind: FaultKind, what: string) => void;
  readonly seen: Seen;
  readonly leaseMs: number;
}
/** What workers said of themselves. */
export interface Seen {
  deaths: number;
  /** of which the worker's own good-byes */
  goodByes: number;
  leasesLost: number;
  /** by epoch, when the last commit that was taken had been asked for, epoch milliseconds */
  readonly lastCommits: Map<number, number>;
}
export interface Figures {
  readonly events: number; readonly toldAgain: number; readonly duplicates: number; readonly reads: number;
  readonly effects: number; readonly cameAgain: number;
  readonly deaths: number; readonly goodByes: number; readonly leasesLost: number;
  /** messages of dead workers that others took up, activities and delays, and the longest any had to wait, milliseconds */
  readonly takenOver: number; readonly activitiesTakenOver: number; readonly delaysTakenOver: number; readonly longestMs: number;
  readonly waitsMs: readonly number[];
  /** the same, without the first customer */
  readonly othersWaitMs: readonly number[];
}
export interface Worked { readonly faults: readonly Fault[]; readonly figures: Figures }


/** Has a crowd tell several workers on one database what it has to tell while they are disturbed, and judges what came of it. */
export async function workThrough(run: Run): Promise<Worked> {
  const { database, defaults = false, leaseMs = defaults ? 30_000 : 800, pollMs = 150 } = run;
  const schema = await database.newSchema();
  const ledger = await keepLedger(database, schema);
  await run.prepare?.(schema);
  const around = createAround(run, { ledger, leaseMs, begin: { url: database.workerUrl, schema, ...(!defaults && { leaseMs, pollMs }), ...(run.callMs !== undefined && { callMs: run.callMs }) } });
  const { fleet, faults } = around;
  try {
    await fleet.whole();
    if (faults.length > 0) return { faults, figures: figuresOf(around) };
    const crowd = createCrowd(run.crowd, around);
    const disturbing = run.disturb({ ...around, goesOn: () => crowd.isBusy && faults.length === 0 }).finally(crowd.letGo);
    await Promise.all([crowd.gone, disturbing]);
    if (!faults.some(({ kind }) => beyondJudging.has(kind))) await judge(around, { ...run, schema });
  } finally {
    fleet.kill();
  }
  return { faults: few(faults), figures: figuresOf(around) };
}

/** whose ends come otherwise than they should leaves nothing that could be waited for */
const beyondJudging: ReadonlySet<FaultKind> = new Set(['a worker ended by itself', 'who was sent away did not leave']);
const mostOfAKind = 3;

/** One bug is seen in many places. */
const few = (faults: readonly Fault[]): readonly Fault[] => faults.filter(({ kind }, at) => faults.slice(0, at).filter((other) => other.kind === kind).length < mostOfAKind);

interface Place { readonly ledger: Ledger; readonly begin: Begin; readonly leaseMs: number }

function createAround({ program, workers = 4, nextDeath, takeOverMs = Infinity, patienceMs = 60_000, unheard = false }: Run, { ledger, begin, leaseMs }: Place): Around {
  const faults: Fault[] = [];
  const found = (kind: FaultKind, what: string): void => void faults.push({ kind, what });
  const seen: Seen = { deaths: 0, goodByes: 0, leasesLost: 0, lastCommits: new Map() };
  const outside = createOutside(found, takeOverMs);
  const teller = createTeller(() => fleet, found, { patienceMs: patienceMs * 3, unheard });
  const hear = (said: FromWorker, member: Member): void => {
    switch (said.type) {
      case 'taken': case 'read': return teller.heard(said);
      case 'called': return outside.hear(member, said.n, said.called);
      case 'ends': return outside.ends(member, said.delays);
      case 'committed': return void seen.lastCommits.set(said.epoch, Math.max(said.askedAt, seen.lastCommits.get(said.epoch) ?? 0));
      case 'ended': seen.goodByes += 1; return undefined;
      case 'fault': if (said.code === 'LeaseLost') seen.leasesLost += 1; return undefined;
      default: return undefined;
    }
  };
  const died = (member: Member): void => {
    seen.deaths += 1;
    if (!member.wasEnded) found('a worker ended by itself', `the ${member.number}. worker`);
    outside.died(member);
    teller.died(member);
  };
  const fleet: Fleet = createFleet({ program, count: workers, begin, hear, died, ...(nextDeath !== undefined && { nextDeath }) });
  return { fleet, outside, teller, ledger, faults, found, seen, leaseMs, goesOn: () => true };
}

function figuresOf({ teller, outside, seen }: Around): Figures {
  const { told, toldAgain, duplicates, waitsMs, othersWaitMs } = teller.figures;
  const { again, takenOver, longestMs } = outside.figures;
  return {
    events: told, toldAgain, duplicates, waitsMs, othersWaitMs, reads: teller.history.reads.length, effects: outside.taken.size, cameAgain: again,
    deaths: seen.deaths, goodByes: seen.goodByes, leasesLost: seen.leasesLost, takenOver: takenOver.send, activitiesTakenOver: takenOver.weigh, delaysTakenOver: takenOver.delay, longestMs,
  };
}
