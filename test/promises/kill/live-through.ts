import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ending, endingOf } from './ending.js';
import type { Fault } from './fault.js';
import { judgeLeftBehind, nothingSeen, type Seen } from './judge-left-behind.js';
import { copyOf } from './left-behind.js';
import { liveOnce, liveOut, type Death, type World } from './live-once.js';
import { createLives } from './lives.js';
import { createPost } from './post.js';
import { setScene, WaitedInVain } from './scene.js';
import { storyOf } from './stories.js';
import { createTime } from './time.js';
import { createTown } from './town.js';

export interface Run {
  /** the built host */
  readonly program: string;
  /** an empty folder */
  readonly folder: string;
  readonly deaths: readonly Death[];
  /** customers at one time */
  readonly atOnce: number;
  /** customers in all; as many as the deaths give time for, where it does not say */
  readonly customers?: number;
  /** ends at the first fault */
  readonly untilFault?: true;
}
export interface Lived { readonly faults: readonly Fault[]; /** nothing where it ended at a fault */ readonly ending: Ending; readonly figures: Figures }
export interface Figures {
  readonly customers: number;
  readonly kills: number;
  /** before the host listened: while it took over what the process before it had left */
  readonly inRecovery: number;
  readonly effects: number;
  /** effects that came in one life and again in another */
  readonly cameTwice: number;
  readonly acknowledged: number;
  readonly toldAgain: number;
  readonly answeredDuplicate: number;
}
/** A run on its way. */
interface Course extends Run { readonly world: World; readonly faults: Fault[]; customersSoFar: number; dying: boolean }

/** the longest anybody waits, milliseconds; machines may be slow, and many deaths take their time */
const patienceMs = 120_000;

/** Plays the stories of many customers against one file, through all these deaths of the host, and judges what each death left behind. */
export async function liveThrough(run: Run): Promise<Lived> {
  const faults: Fault[] = [];
  const world = createWorld(run, faults);
  const course: Course = { ...run, world, faults, customersSoFar: 0, dying: true };
  const playing = Array.from({ length: run.atOnce }, () => play(course));
  try {
    const { kills, inRecovery } = await die(course);
    course.dying = false;
    const ending = run.untilFault && faults.length > 0 ? new Map<string, string>() : await comeToTheEnd(course, playing);
    const { post, town } = world;
    if (run.deaths.length > 0 && faults.length === 0 && town.figures.again === 0) faults.push({ kind: 'no kill made any effect come twice', what: 'so nothing was proved' });
    return { faults, ending, figures: {
      customers: course.customersSoFar, kills, inRecovery, effects: town.taken.size, cameTwice: town.figures.again,
      acknowledged: post.acknowledged.length, toldAgain: post.figures.resent, answeredDuplicate: post.figures.duplicates,
    } };
  } finally {
    world.lives.close();
  }
}

function createWorld({ program, folder }: Run, faults: Fault[]): World {
  const found = (fault: Fault): void => void faults.push(fault);
  const post = createPost(found);
  // a provider tells once that an SMS is on its phone, and until somebody has heard it
  const arrived = (providerId: string): Promise<unknown> => post.send({
    name: `channel:sms r-${providerId}`, sender: providerId, say: (n) => ({ type: 'arrived', n, arrived: { channel: 'sms', id: `r-${providerId}`, providerId } }),
  });
  return { file: join(folder, 'journeys.db'), lives: createLives(program), time: createTime(), post, town: createTown({ found, arrived }) };
}

/** One customer after the other. */
async function play(course: Course): Promise<void> {
  const { world: { post, time, town }, faults } = course;
  while (course.customers === undefined ? course.dying : course.customersSoFar < course.customers) {
    const n = (course.customersSoFar += 1);
    try {
      await storyOf(n)(setScene({ post, time, town, found: (fault) => void faults.push(fault), patienceMs }, n));
    } catch (error) {
      if (!(error instanceof WaitedInVain)) throw error;
      faults.push({ kind: 'somebody waited in vain', what: error.message });
      return;
    }
  }
}

async function die({ world, deaths, folder, faults, untilFault }: Course): Promise<Pick<Figures, 'kills' | 'inRecovery'>> {
  const seen = nothingSeen();
  let [kills, inRecovery] = [0, 0];
  // the next process begins while the file of the last one, a copy of it, is looked at
  let ready = Promise.resolve();
  for (const death of deaths) {
    const { wasOpen, fault } = await liveOnce(world, death, ready);
    kills += 1;
    if (!wasOpen) inRecovery += 1;
    if (fault !== undefined) faults.push(fault);
    ready = judge(world, { folder, seen, faults });
    if (untilFault && faults.length > 0) break;
  }
  await ready;
  return { kills, inRecovery };
}

async function judge(world: World, { folder, seen, faults }: { readonly folder: string; readonly seen: Seen; readonly faults: Fault[] }): Promise<void> {
  faults.push(...judgeLeftBehind(await copyOf(world.file, `${folder}-copy`).read(seen.position), seen, world));
}

/** The last life, in which every story comes to its end and the outside to rest. */
async function comeToTheEnd({ world, folder, faults }: Course, playing: readonly Promise<void>[]): Promise<Ending> {
  const { post, town } = world;
  const fault = await liveOut(world, async () => {
    await Promise.all(playing);
    for (let calls = -1; calls !== town.figures.calls || [...post.open].length > 0;) {
      calls = town.figures.calls;
      await sleep(500);
    }
  });
  if (fault !== undefined) faults.push(fault);
  const left = await copyOf(world.file, `${folder}-copy`).read(0);
  faults.push(...judgeLeftBehind(left, nothingSeen(), world));
  faults.push(...[...left.pending].map((key) => ({ kind: 'an effect was never delivered', what: `${key} still waits` }) as const));
  return endingOf(left, town.taken);
}
