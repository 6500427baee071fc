import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JourneyError } from '../../../../src/errors/index.js';
import { choicesFrom, type Choices } from './choices.js';
import { describeConfig } from './describe-run.js';
import { createFeatures, featureNames, type FeatureName, type Features } from './features.js';
import { createLiveSide } from './live-side.js';
import { createPureSide, type Keeping } from './pure-side.js';
import { randomMachine } from './random-machine.js';
import type { RunView, Side } from './run-view.js';
import { fullSize, runsOf } from '../../../full-size.js';

const runs = runsOf({ ci: 10_000, full: 1_000_000 });
/** One run again, as a failure names it: `THROUGHLINE_SEED=seed/path`. */
const [seed, path] = process.env['THROUGHLINE_SEED']?.split('/') ?? [];
const again = seed === undefined || path === undefined ? {} : { seed: Number(seed), path };

it('A journey decided step by step does what the same machine does when it runs live', () => {
  let cutShort = 0;
  const counts = new Map<FeatureName, number>(featureNames.map((name) => [name, 0]));
  fc.assert(fc.property(fc.gen(), (gen) => {
    const features = createFeatures();
    if (compareOneRun(choicesFrom(gen), features) === 'entered twice') cutShort++;
    for (const name of features.seen) counts.set(name, (counts.get(name) ?? 0) + 1);
  }), { numRuns: runs, ...again, endOnFailure: process.env['THROUGHLINE_SHRINK'] === undefined });
  expect(cutShort, 'runs that XState takes where no other may follow').toBeLessThan(runs * 0.01);
  const rare = [...counts].filter(([, count]) => count < runs * 0.05);
  expect(rare, 'each feature must occur in at least 5 % of the runs').toEqual([]);
}, fullSize ? 24 * 3_600_000 : 600_000);

function compareOneRun(choices: Choices, features: Features): string {
  const keeping = choices.of<Keeping>(['object', 'text', 'object', 'sorted']);
  if (keeping !== 'object') features.note('kept as text');
  const makeMachine = randomMachine(choices);
  const input = { n: choices.number(3) };
  const [liveNow, pureNow] = [{ at: 1_000 }, { at: 1_000 }];
  const pureMachine = makeMachine({ act: (name) => { throw new Error(`the pure step performed ${name}`); }, activity: { transition: notRun, getInitialSnapshot: notRun, getPersistedSnapshot: notRun } });
  const said: string[] = [];
  const live = createLiveSide(makeMachine, input, liveNow, features);
  const pure = createPureSide(pureMachine, input, pureNow, keeping, features);
  const both: Both = (name, act) => {
    said.push(name);
    act(live);
    act(pure);
    return sameView(live, pure);
  };
  try {
    let view = both('start', () => undefined);
    for (let left = 4 + choices.number(8); left > 0 && view.status === 'active'; left--) view = command(choices, view, both, () => (liveNow.at = pureNow.at += 3));
    return view.status;
  } catch (error) {
    throw new Error(`after ${said.join(', ')} (kept as ${keeping}):\n${describeConfig(pureMachine.config)}`, { cause: error });
  }
}

type Both = (name: string, act: (side: Side) => void) => RunView;

function command(choices: Choices, view: RunView, both: Both, later: () => number): RunView {
  const kind = choices.number(9);
  const id = view.atWork[choices.number(Math.max(0, view.atWork.length - 1))];
  if (kind === 7 && id !== undefined) return both(`${id} fails`, (side) => side.fail(id, { code: 'ActivityFailed', message: 'no' }));
  if (kind > 7 && id !== undefined) return both(`${id} answers`, (side) => side.finish(id, { v: kind }));
  if (kind >= 4 && view.dues.length > 0) return fireSome(1 + choices.number(4), view, both);
  const event = { type: `e.${choices.number(3)}`, data: { v: choices.number(4) }, at: later() };
  return both(event.type, (side) => side.send(event));
}

function fireSome(times: number, view: RunView, both: Both): RunView {
  let next = view;
  for (let left = times; left > 0 && next.status === 'active' && next.dues.length > 0; left--) next = both('timer', (side) => side.fireNext());
  return next;
}

/** A machine that ended by an error (an endless loop, a failure nothing handles) shows no more than that. */
function sameView(live: Side, pure: Side): RunView {
  const [seenLive, seenPure] = [live.view(), pure.view()];
  if (JourneyError.is(seenPure.error, 'DefinitionFault')) expect(seenLive.possible, seenPure.error.message).toBe(false);
  else if (seenLive.status === 'error') expect(seenPure.status, `live: ${String(seenLive.error)}`).toBe('error');
  else if (enteredTwice(seenLive)) return { ...seenPure, status: 'entered twice' };
  else expect(seenPure).toEqual(seenLive);
  return seenPure;
}

/** XState sometimes enters a state without leaving it first; then a delay or activity begun twice ends twice, and only one of both can be cancelled. */
const enteredTwice = (live: RunView): boolean => live.begunTwice || live.dues.length > live.delayed.length;

const notRun = (): never => { throw new Error('the pure step ran an activity'); };
