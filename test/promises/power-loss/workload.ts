import { createHash } from 'node:crypto';
import type { Change, Store } from 'throughline/ports';
import type { Random } from './random.js';

/** What a workload tells others, as JSON on one line. */
export interface Told {
  /** commits that were acknowledged: their numbers */
  readonly acknowledged?: number;
  /** effects that were about to be settled by a mark, acknowledged or not */
  readonly marking?: string;
}

/** How much a workload says, and how often it has the log emptied. */
export interface Manner {
  /** hexadecimal texts of 64 in the state of a lane, at most, at every seventh commit */
  readonly large: number;
  /** 0 to 1 */
  readonly emptied: number;
}
interface Work { readonly epoch: number; readonly standing: Standing; readonly random: Random; readonly tell: (told: Told) => void; readonly steps: number }

export const laneCount = 6;
const tenant = 't';
const nameOf = (lane: number): string => `lane-${lane}`;

/** Where a workload stands: each lane's version and the fold of its events. */
export interface Standing { readonly manner: Manner; readonly lanes: { version: number; fold: string }[]; commits: number }

export const newStanding = (manner: Manner): Standing => ({ manner, lanes: Array.from({ length: laneCount }, () => ({ version: 0, fold: '' })), commits: 0 });

/** Numbered commits of one to all lanes, each the same for the same seed; in between marks, claims, and what brings the log into the tables. */
export async function work(store: Store, all: Work): Promise<void> {
  const { epoch, standing, random, tell, steps } = all;
  for (let step = 0; step < steps; step += 1) {
    const number = standing.commits;
    const batch = nextBatch(standing, epoch);
    const outcomes = await store.commit(batch);
    if (outcomes.some((outcome) => !outcome.ok)) throw new Error(`refused: ${JSON.stringify(outcomes)}`);
    tell({ acknowledged: number });
    if (random.chance(0.3)) await mark(store, all);
    if (random.chance(0.2)) await store.claim({ kind: random.pick(['timer', 'effect']) as 'timer', worker: 'w', limit: 3, leaseMs: 5 });
    // to erase nothing has everything written into the tables, and the log emptied
    if (random.chance(standing.manner.emptied)) await store.erase([{ tenant, lane: 'nobody' }]);
  }
}

/** The next commit, and the standing after it: the same whoever asks, so that an audit can make it again. */
export function nextBatch(standing: Standing, epoch: number): readonly Change[] {
  const number = standing.commits;
  standing.commits += 1;
  return Array.from({ length: 1 + ((number * 7) % laneCount) }, (_one, lane) => changeOf(standing, { lane, number, epoch }));
}

function changeOf(standing: Standing, { lane, number, epoch }: { readonly lane: number; readonly number: number; readonly epoch: number }): Change {
  const before = standing.lanes[lane] ?? { version: 0, fold: '' };
  const [id, name] = [`${number}-${lane}`, nameOf(lane)];
  const fold = createHash('sha256').update(`${before.fold} ${id}`).digest('hex');
  standing.lanes[lane] = { version: before.version + 1, fold };
  const filler = fold.repeat((number * 5 + lane) % (number % 7 === 3 ? standing.manner.large : 60));
  return {
    tenant, lane: name, epoch, expect: before.version, state: JSON.stringify({ fold, filler }),
    identities: before.version === 0 ? { claim: [`user:${name}`] } : {},
    instances: { set: [{ id: `run ${number % 3}`, journey: 'j', status: `at ${number}` }] },
    entries: [{ kind: 'event', at: number, body: `${number} ${id}`, dedupe: { source: 's', id, digest: fold } }, { kind: 'interaction', at: number, body: `said ${id}` }],
    timers: { set: [{ id: `timer ${number}`, due: number }], cancel: [`timer ${number - 3}`] },
    effects: { add: [{ key: `${name} ${number}`, due: number, attempt: 0, body: fold }, { key: `${name} q ${number}`, due: number, attempt: 0, queue: 'chat', body: id }], settle: [{ key: `${name} q ${number - 2}`, result: 'sent' }] },
    parked: number % 5 === 0 ? { add: [{ id: `p ${number}`, journey: 'j', at: number, cause: 'c', body: fold }] } : { settle: [`p ${number - 1}`] },
    rows: { put: [{ key: `row ${number % 4}`, value: fold }] }, counters: { events: 1, [name]: number },
  };
}

async function mark(store: Store, { standing, epoch, random, tell }: Work): Promise<void> {
  const lane = nameOf(random.whole(laneCount));
  const key = `${lane} ${random.whole(standing.commits)}`;
  tell({ marking: key });
  await store.commit([{ tenant, lane, epoch, expect: -1, effects: { settle: [{ key, result: 'sent' }] } }]);
}
